import { agentOf } from "#schemas/ids.ts";
import { equalJson } from "#schemas/json.ts";
import { literalValue } from "#schemas/change/pending.ts";
import { wholeAside } from "../asides/make-asides.ts";
import type { MadePatch } from "../core/pending.ts";
import { call } from "../link/call.ts";
import type { QueueName, SyncStore } from "../store/store.ts";
import type { Aside } from "../types.ts";
import { drain } from "./drain.ts";
import { findInLog } from "./find-in-log.ts";
import { isOldRemovalOf, removedNodes } from "./old-removals.ts";
import { surroundings, type SessionParts } from "./parts.ts";
import { KEEP, readStoredQueue, type StoredPatch, type StoredQueue } from "./stored-queue.ts";

/** What adoption needs beside the session. */
export interface Adoption {
  readonly store: SyncStore;
  readonly own: QueueName;
  /** `<registry>/v1/sop/<id>`. */
  readonly address: string;
  readonly token: () => string;
}

/**
 * Brings home the queues of this SOP whose tabs are gone: what they did not get answered is sent in their name by
 * `POST messages`, without presence; what was set aside comes into this session's quarantine. One that fails on the way is left as
 * it is, for the next time. Resolves to false when something is left.
 */
export async function adoptOrphans(parts: SessionParts, adoption: Adoption): Promise<boolean> {
  const { store, own } = adoption;
  let isDone = true;
  for (const queue of await store.queues(own.scope)) {
    if (queue.client === own.client) continue;
    const release = await store.hold(queue);
    if (release === null) continue;
    try {
      const isEmpty = await adopt(parts, adoption, queue);
      if (isEmpty) await store.drop(queue);
      isDone &&= isEmpty;
    } finally {
      release();
    }
  }
  return isDone;
}

/** True: nothing of it is left to do. */
async function adopt(parts: SessionParts, adoption: Adoption, queue: QueueName): Promise<boolean> {
  const stored = readStoredQueue(await adoption.store.read(queue));
  const { standing } = stored;
  if (standing === null) return stored.pending.length === 0 && stored.asides.length === 0;
  if (agentOf(standing.peer) !== agentOf(parts.company.peer ?? "")) return false;
  const isSameHistory = stored.pending.length === 0 || (await isOfThisHistory(parts, adoption, stored));
  if (isSameHistory === null) return false;
  const overrun = stored.pending.filter(({ made }) => isOverrun(parts, stored, made));
  const unknown = stored.asides.filter(({ made }) => made !== undefined);
  const unsure = new Set([...overrun.map(({ made }) => made.id), ...unknown.map(({ patch }) => patch)]);
  const since = isSameHistory ? standing.version : 0;
  const inLog = await findInLog({ env: parts.env, ...adoption }, since, unsure);
  if (inLog === null) return false;
  const known = stored.asides.filter(({ patch, made }) => made === undefined || !inLog.has(patch));
  await take(parts, known.map(asNew));
  const done = async (seq: number, asides: readonly Aside[]) => {
    await take(parts, asides);
    await adoption.store.write(queue, [KEEP.answered(seq)]);
  };
  const pending: StoredPatch[] = [];
  // It was judged: it goes again in its own name, to hear how it fared.
  for (const { patch, made } of unknown) if (made && inLog.has(patch)) pending.push({ seq: NO_SEQ, made });
  for (const { seq, made } of stored.pending) {
    if (overrun.some((patch) => patch.seq === seq) && !inLog.has(made.id)) {
      await done(seq, [wholeAside(made, "unsent", "confirm_removal", surroundings(parts))]);
    } else pending.push({ seq, made: isSameHistory ? made : { ...made, base: null } });
  }
  const address = `${adoption.address}/messages?client=${encodeURIComponent(queue.client)}`;
  return drain({ parts, address, token: adoption.token, pending, settled: done });
}

/** Of a patch that stands in no row of the queue. */
const NO_SEQ = -1;

/**
 * An aside of another tab that was surely not judged. Its id says nothing in this tab's name: trying it again makes a new
 * edit, or one that was judged after all would be made twice.
 */
function asNew({ made: _made, ...aside }: Aside): Aside {
  return aside.kind === "unknown" ? { ...aside, kind: "unsent" } : aside;
}

/** What the orphan had confirmed is a point of the registry's history; null: it cannot be asked now. */
async function isOfThisHistory(
  { env }: SessionParts,
  { address, token }: Adoption,
  { standing, patches }: StoredQueue,
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

/** It removes a node that others changed since, long ago: its author is asked. */
function isOverrun({ core, serverNow }: SessionParts, { graph }: StoredQueue, made: MadePatch): boolean {
  const isChanged = (id: string) => {
    const now = core.confirmedValue({ kind: "node", id });
    return (
      now !== undefined && !equalJson(graph === null ? undefined : literalValue(graph, ["nodes", id]), now)
    );
  };
  return isOldRemovalOf(made, new Set(removedNodes(made.ops).filter(isChanged)), serverNow());
}

/** Into this session's quarantine, on disk when it resolves. Rejects where there is no room: the other tab's queue has it still. */
async function take({ quarantine, keeper, emit }: SessionParts, asides: readonly Aside[]): Promise<void> {
  if (asides.length === 0) return;
  const isKept = await keeper.keep(asides.flatMap((aside) => quarantine.put(aside)));
  emit({ kind: "asides" });
  if (!isKept) throw new Error("this device does not keep what was set aside");
}
