import { isNoneMatch } from "#registry/http/etag.ts";
import { chooseEncoding } from "./choose-encoding.ts";
import type { PageFile } from "./page-file.ts";
import { PAGE_POLICY } from "./page-policy.ts";

/** A year: a file whose name changes with its content never has to be asked for again. */
const FOREVER = "public, max-age=31536000, immutable";

/** A hashed file of the studio: as small as the caller takes it, and to be kept. */
export function answerHashed(request: Request, file: PageFile): Response {
  return answer(request, file, 200, { "cache-control": FOREVER });
}

/** The page, or its worker: asked for anew each time, since they name the files of this build. `next`: what it needs next. */
export function answerIndex(request: Request, file: PageFile, status: 200 | 404, next?: string): Response {
  return answer(request, file, status, {
    "cache-control": "no-cache",
    "content-security-policy": PAGE_POLICY,
    "cross-origin-opener-policy": "same-origin",
    ...(next !== undefined && { link: `<${next}>; rel=modulepreload; crossorigin` }),
  });
}

function answer(
  request: Request,
  { type, tag, bodies }: PageFile,
  status: number,
  kind: Readonly<Record<string, string>>,
): Response {
  const encoding = chooseEncoding(request.headers.get("accept-encoding"), bodies);
  const etag = `"${tag}-${encoding}"`;
  const headers = new Headers({ ...kind, etag, vary: "Accept-Encoding" });
  const isKnown = isNoneMatch(request.headers.get("if-none-match") ?? undefined, etag);
  if (isKnown && status === 200) return new Response(null, { status: 304, headers });
  headers.set("content-type", type);
  if (encoding !== "identity") headers.set("content-encoding", encoding);
  return new Response(bodies[encoding], { status, headers });
}
