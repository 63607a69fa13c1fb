import type { RoomView } from "#registry/room/types.ts";
import { readVersion, type PastGraph } from "#registry/room/read-version.ts";
import type { LogStore } from "#registry/storage/storage.ts";
import { historyGone } from "./history-gone.ts";
import { problem } from "./problem.ts";

/** The graph at a version of a SOP whose newest is `now`, or the answer that says why there is none. */
export async function findVersion(
  log: LogStore,
  now: RoomView,
  version: number,
): Promise<PastGraph | Response> {
  const { record, graphText } = now;
  if (version === record.version) return { head: record.head, graphText };
  if (version > record.version)
    return problem("not_found", `There is no version ${version} yet, the newest is ${record.version}.`);
  return (await readVersion(log, record.id, version)) ?? historyGone(await log.floor(record.id));
}

/** The newest version that was there at a time (ms), or the answer that says why there is none. */
export async function findVersionAt(
  log: LogStore,
  { record }: Pick<RoomView, "record">,
  ms: number,
): Promise<number | Response> {
  if (ms < record.created_at) return problem("not_found", "There was no such SOP at that time.");
  const version = await log.versionBefore(record.id, ms + 1);
  const floor = await log.floor(record.id);
  return version < floor ? historyGone(floor) : version;
}

/** The version after which a call's `since` begins: named, or the last one before a time (ms). */
export async function findSince(
  log: LogStore,
  { record }: Pick<RoomView, "record">,
  since: number | { readonly ms: number },
): Promise<number | Response> {
  if (typeof since === "number") {
    const isThere = since <= record.version;
    return isThere
      ? since
      : problem("not_found", `There is no version ${since} yet, the newest is ${record.version}.`);
  }
  const version = await log.versionBefore(record.id, since.ms);
  const floor = await log.floor(record.id);
  return version < floor ? historyGone(floor) : version;
}
