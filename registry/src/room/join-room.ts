import type { NoticeRecord } from "#registry/storage/storage.ts";
import { graphOf } from "#schemas/change/state.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { catchUp } from "./catch-up.ts";
import { colorOf } from "./color.ts";
import { encodeInit } from "./encode-init.ts";
import { encodeNotice } from "./encode-notice.ts";
import type { Members } from "./members.ts";
import type { HeldSop, RoomParts } from "./parts.ts";
import type { Connection, Encoded, Entry } from "./types.ts";

/** What a connection needs to be told when it comes in, read from disk between two batches. */
export interface Welcome {
  /** Id of the peer's latest judged patch. */
  readonly last: string | null;
  /** What it lacks, as a JSON array of patches; null: it gets the whole SOP. */
  readonly patches: string | null;
  readonly notices: readonly NoticeRecord[];
}

/** Reads what a connection needs to be told. Rejects when storage fails. */
export async function readWelcome(
  { log }: RoomParts,
  { record }: HeldSop,
  { peer, agent }: Connection,
  { since }: Entry,
): Promise<Welcome> {
  const patches = since ? await catchUp(log, record, since) : null;
  const last = await log.lastResult(record.id, peer);
  return { last, patches, notices: await log.notices(record.id, agent) };
}

/**
 * Lets a connection in, in one tick: others hear `join`, an older connection of the same peer closes with 4409, then
 * `init`, the subscription and the pending notices. Past the bound of peers it closes with 1013 instead.
 */
export function letIn(
  parts: RoomParts,
  { record }: HeldSop,
  members: Members,
  connection: Connection,
  entry: Entry,
  { last, patches, notices }: Welcome,
  readGraphText: () => string,
): void {
  const { peer, agent } = connection;
  const now = parts.clock.now();
  if (members.isFullFor(peer, parts.limits.peers)) {
    connection.close(CLOSE.overloaded, "too many peers on this SOP");
    return;
  }
  const present = members.find(peer);
  const info = toPeer(connection, entry, present?.connected_at ?? now);
  if (entry.seen === false) members.enterUnseen(connection);
  else {
    if (!present) parts.publish(record.id, encodeJoin(info));
    members.enter(connection, info)?.close(CLOSE.replaced, "replaced by a newer connection of this peer");
  }
  const you = { peer, agent, role: entry.role, color: info.color, last };
  const content = patches === null ? { graphText: readGraphText() } : { patches };
  const init = { record, you, peers: members.list(), limits: parts.limits, time: now, content };
  connection.send(encodeInit(init));
  connection.subscribe();
  for (const notice of notices) connection.send(encodeNotice(notice));
}

/** The `leave` message. */
export function encodeLeave(peer: string): Encoded {
  return { type: "leave", text: JSON.stringify({ type: "leave", peer }) };
}

/** The graph of what is held, as JSON text. */
export function encodeGraph({ state }: HeldSop): string {
  return JSON.stringify(graphOf(state));
}

function encodeJoin(peer: Peer): Encoded {
  return { type: "join", text: JSON.stringify({ type: "join", peer }) };
}

function toPeer({ peer, agent }: Connection, { name, role }: Entry, connectedAt: number): Peer {
  return { peer, agent, name, color: colorOf(agent), role, connected_at: connectedAt, status: "active" };
}
