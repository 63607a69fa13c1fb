import type { NoticeRecord } from "#registry/storage/storage.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { Role } from "#schemas/protocol/document.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { catchUp, type CatchUp } from "./catch-up.ts";
import type { Company } from "./company.ts";
import { encodeInit } from "./encode-init.ts";
import { encodeNotice } from "./encode-notice.ts";
import type { HeldTexts } from "./held-texts.ts";
import type { HeldSop, RoomParts } from "./parts.ts";
import { admitWith, roleNow } from "./roles.ts";
import type { Connection, Encoded, Entry } from "./types.ts";

/** What a connection needs to be told when it comes in, read from disk between two batches. */
export interface Welcome {
  /** Id of the peer's latest judged patch. */
  readonly last: string | null;
  /** How it comes up to date. */
  readonly catchUp: CatchUp;
  readonly notices: readonly NoticeRecord[];
  /** Its patches that were committed since what it has, if that is known, where it gets the whole SOP and has some unanswered. */
  readonly landed: readonly string[] | null;
  /** Its agent's role on disk: the admission may be a while ago. Null: none any more. */
  readonly role: Role | null;
}

/** Reads what a connection needs to be told. Rejects when storage fails. */
export async function readWelcome(
  parts: RoomParts,
  { record }: HeldSop,
  { peer, agent }: Connection,
  { since, hearsSide }: Entry,
  graphChars: () => number,
): Promise<Welcome> {
  const { log } = parts;
  const how: CatchUp = since
    ? await catchUp(log, record, since, hearsSide !== undefined, graphChars)
    : { kind: "whole", since: null };
  const last = await log.lastResult(record.id, peer);
  const notices = await log.notices(record.id, agent);
  const isAsked = hearsSide === "whole" && how.kind === "whole";
  const landed = isAsked ? await log.landed(record.id, how.since ?? 0, peer) : null;
  return { last, catchUp: how, notices, landed, role: await parts.roleOf(record.id, agent) };
}

/**
 * Lets a connection in, in one tick: others hear `join`, an older connection of the same peer closes with 4409, then
 * `init`, the subscription and the pending notices. Past the bound of peers it closes with 1013 instead.
 */
export function letIn(
  parts: RoomParts,
  { record, changedRoles, unjudged }: HeldSop,
  { members, presence, locks }: Company,
  connection: Connection,
  admitted: Entry,
  { last, catchUp, notices, landed, role }: Welcome,
  texts: HeldTexts,
): void {
  const { peer, agent } = connection;
  const now = parts.clock.now();
  if (members.isFullFor(peer, parts.limits.peers)) {
    connection.close(CLOSE.overloaded, "too many peers on this SOP");
    return;
  }
  const entry = admitWith(connection, admitted, roleNow(changedRoles, agent, role));
  if (entry === undefined) return;
  if (entry.seen === false) members.enterUnseen(connection);
  else {
    const { place, joined, before } = members.enter(connection, entry, now);
    if (joined) parts.publish(record.id, encodeJoin(joined));
    before?.close(CLOSE.replaced, "replaced by a newer connection of this peer");
    presence.entered(place);
    unjudged.entered(peer);
  }
  const you = { peer, agent, role: entry.role, color: members.colorFor(agent), last };
  const content =
    catchUp.kind === "patches"
      ? { patches: catchUp.text }
      : {
          graphText: texts.graph.read(),
          sideText: entry.hearsSide === undefined ? null : texts.side[entry.hearsSide].read(),
          since: catchUp.since,
          landed,
        };
  const here = { peers: members.list(), locks: locks.table.toRecord() };
  const { limits } = parts;
  const isShort = admitted.since?.shortest === true;
  connection.send(encodeInit({ record, you, ...here, limits, isShort, time: now, content }));
  connection.subscribe();
  for (const notice of notices) connection.send(encodeNotice(notice));
}

function encodeJoin(peer: Peer): Encoded {
  return { type: "join", text: JSON.stringify({ type: "join", peer }) };
}
