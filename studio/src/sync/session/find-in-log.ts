import { call } from "../link/call.ts";
import type { MadePatch } from "../core/pending.ts";
import type { Env } from "../env.ts";
import { createTokens } from "../link/auth.ts";
import type { OpenOptions } from "../types.ts";

/** Where the history of a SOP is asked for. */
export interface LogPlace {
  readonly env: Env;
  /** `<registry>/v1/sop/<id>`. */
  readonly address: string;
  readonly token: () => string;
}

/** The place of a SOP's history, each time with a token that is good. Rejects where `auth` gives none. */
export function logPlace({ url, sop, auth }: Pick<OpenOptions, "url" | "sop" | "auth">, env: Env) {
  return async (): Promise<LogPlace> => {
    const tokens = createTokens(auth);
    await tokens.ask();
    const address = `${url.replace(/\/+$/, "")}/v1/sop/${encodeURIComponent(sop)}`;
    return { env, address, token: tokens.current };
  };
}

/** Which of these patches are in the log; null: it cannot be asked now. */
export async function findInLog(
  place: LogPlace,
  patches: readonly Pick<MadePatch, "id" | "base">[],
): Promise<ReadonlySet<string> | null> {
  const ids = new Set(patches.map(({ id }) => id));
  const found = new Set<string>();
  // A patch is later than what it was made on; what was confirmed since may hold it already.
  const since = Math.min(...patches.map(({ base }) => base ?? 0));
  for (let at: number | null = ids.size === 0 ? null : since; at !== null;) {
    const page = await readPage(place, at);
    if (page === null) return null;
    for (const id of page.ids) if (ids.has(id)) found.add(id);
    at = page.next;
  }
  return found;
}

interface Page {
  readonly ids: readonly string[];
  readonly next: number | null;
}

function readPage({ env, address, token }: LogPlace, since: number): Promise<Page | null> {
  const init = { headers: { authorization: `Bearer ${token()}` } };
  return call(env, `${address}/patches?since=${since}&limit=1000`, init, CALL_MS, async (response) => {
    const body = (await response.json()) as {
      readonly items?: readonly { readonly id: string }[];
      readonly next_cursor?: string;
      readonly since?: number;
    };
    // The log begins later: what is not kept any more cannot be told.
    if (response.status === 410 && typeof body.since === "number" && body.since > since)
      return { ids: [], next: body.since };
    if (!response.ok || body.items === undefined) throw new Error(`HTTP ${response.status}`);
    return {
      ids: body.items.map(({ id }) => id),
      next: body.next_cursor === undefined ? null : Number(body.next_cursor),
    };
  }).result;
}

const CALL_MS = 30_000;
