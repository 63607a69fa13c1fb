import { problem } from "#registry/http/problem.ts";
import { answerHashed, answerIndex } from "./answer-file.ts";
import { INDEX, WORKER, type PageFile, type PageFiles } from "./page-file.ts";

/** The studio as the registry serves it. */
export interface Page {
  /**
   * Answers what asks for the studio's page or a file of it; anything else by `otherwise`, but a browser that finds
   * nothing there gets the page, which says so.
   */
  answer(request: Request, otherwise: () => Promise<Response>): Promise<Response>;
  /** Has the files there before somebody asks. Never rejects. */
  prepare(): Promise<void>;
}

/** Makes the page of files that `open` gives; it is asked when they are first needed, and again where it failed. */
export function createPage(open: () => Promise<PageFiles>, failed: (error: unknown) => void): Page {
  let opening: Promise<PageFiles | null> | undefined;

  function openOnce(): Promise<PageFiles | null> {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      failed(error);
      return null;
    });
    return opening;
  }

  async function find(path: string): Promise<PageFile | undefined> {
    return (await openOnce())?.get(path);
  }

  /** What the page of a SOP loads next; told at once, it comes together with the first script. */
  async function findCanvas(): Promise<string | undefined> {
    return [...((await openOnce())?.keys() ?? [])].find((path) => CANVAS.test(path));
  }

  return {
    async answer(request, otherwise) {
      if (!READS.has(request.method)) return otherwise();
      const { pathname } = new URL(request.url);
      if (PAGES.test(pathname)) {
        const index = await find(INDEX);
        if (index === undefined) return noStudio();
        return answerIndex(
          request,
          index,
          200,
          pathname.startsWith("/sop/") ? await findCanvas() : undefined,
        );
      }
      const worker = pathname === WORKER ? await find(WORKER) : undefined;
      if (worker !== undefined) return answerIndex(request, worker, 200);
      const hashed = pathname.startsWith(HASHED) ? await find(pathname) : undefined;
      if (hashed !== undefined) return answerHashed(request, hashed);
      const response = await otherwise();
      const isNowhere = response.status === 404 && !CALLS.test(pathname) && takesHtml(request);
      const index = isNowhere ? await find(INDEX) : undefined;
      return index === undefined ? response : answerIndex(request, index, 404);
    },
    prepare: async () => void (await openOnce()),
  };
}

function takesHtml({ headers }: Request): boolean {
  return headers.get("accept")?.includes("text/html") === true;
}

function noStudio(): Response {
  return problem("internal", "The studio's page could not be built; the registry's log says why.");
}

const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);
/** The addresses of the studio; it sees for itself which SOP, and the token of an invite never comes here. */
const PAGES = /^\/(sop\/[^/]+\/?|invite)?$/;
const CALLS = /^\/v1(\/|$)/;
const HASHED = "/assets/";
const CANVAS = /^\/assets\/sop-page-\w+\.js$/;
