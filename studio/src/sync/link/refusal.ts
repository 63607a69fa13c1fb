import { CLOSE } from "#schemas/protocol/close-codes.ts";
import { type LineEnd, lineEnd, LOST } from "./line.ts";

/** A call that was not answered as hoped. */
export interface Refusal {
  readonly status: number;
  /** Of the problem document; null: it was none, so that something between answered, and not the registry. */
  readonly code: string | null;
  readonly detail: string;
  readonly retryAfterMs: number | null;
}

/** Reads a refusal. Rejects when the connection breaks meanwhile. */
export async function readRefusal(response: Response): Promise<Refusal> {
  const { status, headers } = response;
  const text = await response.text();
  const isProblem = (headers.get("content-type") ?? "").startsWith("application/problem+json");
  const { code, detail } = isProblem ? readProblem(text) : NO_PROBLEM;
  return {
    status,
    code,
    detail: detail ?? `HTTP ${status}`,
    retryAfterMs: readSeconds(headers.get("retry-after")),
  };
}

/** A refusal as the end of a connection. */
export function toEnd({ status, code, detail, retryAfterMs }: Refusal): LineEnd {
  // A proxy's or a hotel's 403 says nothing of our rights.
  const known = code === "storage" ? CLOSE.storage : CODES[status];
  const closeCode = code === null ? LOST : (known ?? LOST);
  return lineEnd(closeCode, detail, { retryAfterMs });
}

/** `retry_after=<seconds>` in the reason of a close frame, in ms; null: it asks for nothing. */
export function retryAfterIn(reason: string): number | null {
  return readSeconds(/\bretry_after=(\d+(?:\.\d+)?)/.exec(reason)?.[1] ?? null);
}

const NO_PROBLEM = { code: null, detail: undefined };

/** What a refused call would be on an open socket. */
const CODES: Readonly<Record<number, number>> = {
  400: CLOSE.not_the_protocol,
  401: CLOSE.unauthenticated,
  403: CLOSE.forbidden,
  404: CLOSE.not_found,
  410: CLOSE.deleted,
  413: CLOSE.frame_too_big,
  422: CLOSE.not_the_protocol,
  426: CLOSE.outdated,
  429: CLOSE.too_many,
  500: CLOSE.fault,
  503: CLOSE.overloaded,
};

function readProblem(text: string): { readonly code: string | null; readonly detail: string | undefined } {
  try {
    const { code, detail } = JSON.parse(text) as { readonly code?: unknown; readonly detail?: unknown };
    return {
      code: typeof code === "string" ? code : null,
      detail: typeof detail === "string" ? detail : undefined,
    };
  } catch {
    return NO_PROBLEM;
  }
}

function readSeconds(text: string | null): number | null {
  const seconds = text === null ? Number.NaN : Number(text);
  return seconds >= 0 ? seconds * 1000 : null;
}
