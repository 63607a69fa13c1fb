/** Keeps the files of a build, and answers with them where the network does not. */
export interface Keeper {
  /** Gets every file of this build. */
  keep(): Promise<void>;
  /** Removes what earlier builds kept, but for the last one: a page of it may still be open and want more of its script. */
  dropOlder(): Promise<void>;
  /** The answer to a request for the page or a file of it; null: this is not for us. */
  answer(request: Request, url: URL): Promise<Response> | null;
}

/** What a keeper has of the browser. */
export interface KeeperEnv {
  readonly caches: {
    open(name: string): Promise<{ addAll(paths: string[]): Promise<void> }>;
    keys(): Promise<string[]>;
    delete(name: string): Promise<boolean>;
    match(path: string, options: { readonly ignoreVary: true }): Promise<Response | undefined>;
  };
  /** The registry's. */
  readonly origin: string;
  fetch(request: Request): Promise<Response>;
  /** Resolves after so many milliseconds. */
  after(ms: number): Promise<void>;
}

/** Makes the keeper of the build `name`, which has `files` beside the page. */
export function createKeeper(env: KeeperEnv, name: string, files: readonly string[]): Keeper {
  const { caches } = env;
  const cacheName = PREFIX + name;

  function kept(path: string): Promise<Response | undefined> {
    // What a response depended on was settled when it was kept.
    return caches.match(path, { ignoreVary: true });
  }

  async function answerPage(request: Request): Promise<Response> {
    const fetched = env.fetch(request);
    const first = await Promise.race([fetched, env.after(PATIENCE_MS)]).catch(() => null);
    if (first instanceof Response && first.status < SERVER_FAULT) return first;
    return (await kept(PAGE)) ?? fetched;
  }

  async function answerFile(request: Request, path: string): Promise<Response> {
    return (await kept(path)) ?? env.fetch(request);
  }

  return {
    async keep() {
      const cache = await caches.open(cacheName);
      await cache.addAll([PAGE, ...files]);
    },
    async dropOlder() {
      const names = (await caches.keys()).filter((each) => each.startsWith(PREFIX) && each !== cacheName);
      await Promise.all(names.slice(0, -1).map((each) => caches.delete(each)));
    },
    answer(request, url) {
      if (request.method !== "GET" || url.origin !== env.origin) return null;
      if (request.mode === "navigate") return PAGES.test(url.pathname) ? answerPage(request) : null;
      return url.pathname.startsWith(FILES) ? answerFile(request, url.pathname) : null;
    },
  };
}

const PREFIX = "sop-studio.";
const PAGE = "/";
const FILES = "/assets/";
const PAGES = /^\/(sop\/[^/]+\/?|invite)?$/;
const SERVER_FAULT = 500;
/** A network that is there and brings nothing is worse than none; past this the kept page is shown. */
const PATIENCE_MS = 4_000;
