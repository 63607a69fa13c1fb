import { call } from "../link/call.ts";
import type { LogPlace } from "./find-in-log.ts";
import type { StoredQueue } from "./stored-queue.ts";

/** What a queue had confirmed is a point of the registry's history; null: it cannot be asked now. */
export async function isOfThisHistory(
  { env, address, token }: LogPlace,
  { standing, patches }: Pick<StoredQueue, "standing" | "patches">,
): Promise<boolean | null> {
  const last = patches.at(-1) ?? standing;
  if (last === null || last.version === 0) return true;
  const url = `${address}/patches?since=${last.version - 1}&limit=1`;
  const init = { headers: { authorization: `Bearer ${token()}` } };
  const answer = await call(env, url, init, CALL_MS, async (response) => {
    if (response.status === 410 || response.status === 422) return { items: [] };
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return (await response.json()) as { readonly items: readonly { readonly head: string }[] };
  }).result;
  return answer === null ? null : answer.items[0]?.head === last.head;
}

const CALL_MS = 30_000;
