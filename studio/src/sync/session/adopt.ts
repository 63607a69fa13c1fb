import { agentOf } from "#schemas/ids.ts";
import { equalJson } from "#schemas/json.ts";
import { literalValue } from "#schemas/change/pending.ts";
import { wholeAside } from "../asides/make-asides.ts";
import type { MadePatch } from "../core/pending.ts";
import type { QueueName, SyncStore, Write } from "../store/store.ts";
import type { Aside } from "../types.ts";
import { drain } from "./drain.ts";
import { findInLog } from "./find-in-log.ts";
import { isOfThisHistory } from "./is-of-this-history.ts";
import { isOldRemovalOf, removedNodes } from "./old-removals.ts";
import { withoutBase } from "./other-base.ts";
import { surroundings, type SessionParts } from "./parts.ts";
import { KEEP, readStoredQueue, type StoredQueue } from "./stored-queue.ts";

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
    } catch (error) {
      // What is damaged, or has no room here, holds up no other.
      isDone = false;
      parts.warn(`what another tab left could not be brought home yet: ${String(error)}`);
    } finally {
      release();
    }
  }
  return isDone;
}

/** True: nothing of it is left to do. */
async function adopt(parts: SessionParts, adoption: Adoption, queue: QueueName): Promise<boolean> {
  const { store, address, token } = adoption;
  const stored = readStoredQueue(await store.read(queue));
  const { standing, asides, seen } = stored;
  if (standing === null) return adoptPlaceless(parts, adoption, stored);
  if (agentOf(standing.peer) !== agentOf(parts.company.peer ?? "")) return false;
  const history = { env: parts.env, address, token };
  const isSame = stored.pending.length === 0 || (await isOfThisHistory(history, stored));
  if (isSame === null) return false;
  const overrun = stored.pending.filter(
    ({ made }) => made.lacksFrame === true || isOverrun(parts, stored, made),
  );
  const unknown = asides.flatMap(({ made }) => (made === undefined ? [] : [made]));
  const doubtful = [...unknown, ...(isSame ? overrun : stored.pending).map(({ made }) => made)];
  const inLog = await findInLog(history, doubtful);
  if (inLog === null) return false;
  const home = async (gone: readonly Write[], brought: readonly Aside[], dealt: readonly string[] = []) => {
    await take(parts, adoption, brought, dealt);
    // Not before, or a tab that goes now loses them; not later, or they come again once they were dealt with.
    if (gone.length > 0) await store.write(queue, gone);
  };
  const unjudged = asides.filter(({ made }) => made === undefined || !inLog.has(made.id));
  await home(
    unjudged.map(({ id }) => KEEP.asideGone(id)),
    unjudged.map(asNew),
    seen,
  );
  const old = overrun.filter(({ made }) => !inLog.has(made.id));
  await home(
    old.map(({ seq }) => KEEP.answered(seq)),
    old.map(({ made }) => {
      const code = made.lacksFrame === true ? "frame_lost" : "confirm_removal";
      return wholeAside(made, "unsent", code, surroundings(parts));
    }),
  );
  const waiting = stored.pending
    .filter((patch) => !old.includes(patch))
    .map(({ seq, made }) => ({ seq, made: isSame || inLog.has(made.id) ? made : withoutBase(made) }));
  // On disk first: who tries again must send the same.
  if (!isSame)
    await store.write(
      queue,
      waiting.map(({ seq, made }) => KEEP.pending(seq, made)),
    );
  // It was judged: it goes again in its own name, to hear how it fared.
  const judged = unknown.filter(({ id }) => inLog.has(id)).map((made) => ({ seq: NO_SEQ, made }));
  return drain({
    parts,
    address: `${address}/messages?client=${encodeURIComponent(queue.client)}`,
    token,
    pending: [...judged, ...waiting],
    settled: ({ seq, made }, brought) => home([KEEP.answered(seq), KEEP.asideGone(made.id)], brought),
  });
}

/**
 * What a tab wrote after all that the site had stored was cleared does not say whose it is, nor what it was made on: who
 * opens the SOP next in this browser gets it to look at, but for what is in the log.
 */
async function adoptPlaceless(
  parts: SessionParts,
  adoption: Adoption,
  { pending, asides, seen }: StoredQueue,
): Promise<boolean> {
  const doubtful = [...pending, ...asides].flatMap(({ made }) => made ?? []);
  const inLog = await findInLog({ env: parts.env, ...adoption }, doubtful);
  if (inLog === null) return false;
  const lost = pending.map(({ made }) => wholeAside(made, "unsent", "place_lost", surroundings(parts)));
  const unjudged = [...asides, ...lost].filter(({ patch, kind, code }) => {
    return !inLog.has(patch) || (kind !== "unknown" && code !== "place_lost");
  });
  await take(parts, adoption, unjudged.map(asNew), seen);
  return true;
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

/**
 * Into this session's quarantine, on disk when it resolves, and shown no sooner: what is dealt with here must not be in
 * the other tab's queue still. Rejects where there is no room.
 */
async function take(
  { quarantine, keeper, emit }: SessionParts,
  { store, own }: Adoption,
  asides: readonly Aside[],
  dealt: readonly string[],
): Promise<void> {
  if (asides.length + dealt.length === 0) return;
  // What the queue stands on comes first; and not by the keeper, which would try again after this was given up.
  if (!(await keeper.flush())) throw new Error("this device does not keep what is given to it");
  const fresh = asides.filter(({ notice }) => notice === null || !quarantine.seen.has(notice.id));
  await store.write(own, [...fresh.map(KEEP.aside), ...dealt.flatMap(quarantine.dealt)]);
  for (const aside of fresh) quarantine.put(aside);
  emit({ kind: "asides" });
}
