import { undoneAside } from "../asides/make-asides.ts";
import type { ServerMessage, ServerMessageType } from "#schemas/protocol/server-message.ts";
import { type PendingPatch, versionOfFate } from "../core/pending.ts";
import type { Via } from "../link/link.ts";
import { askWithOtherBase } from "./other-base.ts";
import { show, surroundings, type SessionParts } from "./parts.ts";
import { loseFramesBehind, setAside, settle } from "./settle.ts";
import { takePatches, type Reading } from "./take-patches.ts";

/** How a message came: on which kind of connection, and whether it answers something that was sent. */
export interface Arrival {
  readonly via: Via;
  readonly isAnswer: boolean;
  /** Fetches what is missing, by a new connection. */
  readonly resync: () => void;
  /** The answer to a lock request. */
  readonly lockAnswered: (nodes: readonly string[]) => void;
}

type Handlers = {
  readonly [T in ServerMessageType]: (
    message: Extract<ServerMessage, { type: T }>,
    parts: SessionParts,
    arrival: Arrival,
  ) => void;
};

const HANDLERS: Handlers = {
  // A link hands the first one over by itself; the registry sends no second.
  init: () => {},
  patch: (event, parts, arrival) => take(parts, [withoutType(event)], arrival),
  patches: ({ patches }, parts, arrival) => take(parts, patches, arrival),
  outcome({ id, version, ops, code }, parts) {
    const patch = parts.core.queue.find(id);
    if (patch === undefined) return;
    const isReplay = version !== null && ops.length === 0;
    const replay = isReplay ? { effects: patch.effects } : undefined;
    patch.fate = { version, ops, ...(code !== undefined && { code }), ...(replay && { replay }) };
    // What stood against it may be told a moment later, on a stream much later: until then there is nothing to look at.
    if (versionOfFate(patch.fate) > parts.core.version) return void parts.early.add(id);
    settle(parts, patch, patch.fate);
    show(parts);
  },
  error({ id, code, message }, parts, { via, resync }) {
    const patch = id === undefined ? undefined : parts.core.queue.find(id);
    // Its fate is open: the connection closes, and it goes again on the next.
    if (code === "storage") return;
    if (code === "base_ahead") return resync();
    if (patch !== undefined && code === "id_reused" && askWithOtherBase(parts, patch)) return;
    if (patch === undefined) return parts.warn(`the registry could not take a message: ${code}, ${message}`);
    if (patch.isInGraph) return askAgain(parts, patch);
    setAside(parts, patch, "unsent", code, message);
    const isSomeOnItsWay = loseFramesBehind(parts, patch);
    show(parts);
    // On a stream it may not have left yet, and versions that are told meanwhile would vouch for it.
    if (isSomeOnItsWay && via === "stream") resync();
  },
  notice(message, parts) {
    const notice = withoutType(message);
    const { quarantine, keeper, emit } = parts;
    if (quarantine.find(`n.${notice.id}`) !== undefined) return;
    keeper.keepSoon(quarantine.put(undoneAside(notice, surroundings(parts))));
    emit({ kind: "asides" });
  },
  join: (message, parts) => hear(message, parts, "peers"),
  leave: (message, parts) => hear(message, parts, "peers"),
  presence: (message, parts) => hear(message, parts, "peers"),
  locks(message, parts, { lockAnswered }) {
    hear(message, parts, "locks");
    if (message.peer === parts.company.peer) lockAnswered(message.nodes);
  },
  sop: (message, parts) => hear(message, parts, "envelope"),
  role: (message, parts) => hear(message, parts, "role"),
  pong: () => {},
};

/** Takes one message of the registry. */
export function handleMessage(message: ServerMessage, parts: SessionParts, arrival: Arrival): void {
  // The table has a handler for each type, taking that type: TypeScript cannot follow the pair through an index.
  const handle = HANDLERS[message.type] as (
    message: ServerMessage,
    parts: SessionParts,
    arrival: Arrival,
  ) => void;
  handle(message, parts, arrival);
}

/** What is kept and compared is the thing itself, not the message that brought it. */
function withoutType<T extends { readonly type: string }>(message: T): Omit<T, "type"> {
  const { type: _type, ...rest } = message;
  return rest;
}

function take(parts: SessionParts, events: Parameters<typeof takePatches>[1], arrival: Arrival): void {
  const { via, isAnswer } = arrival;
  const reading: Reading = !isAnswer ? "news" : via === "stream" ? "verdict" : "answer";
  if (!takePatches(parts, events, reading)) arrival.resync();
}

function hear(
  message: Parameters<SessionParts["company"]["hear"]>[0],
  { company, emit }: SessionParts,
  kind: "peers" | "locks" | "envelope" | "role",
): void {
  company.hear(message);
  emit({ kind });
}

/** A call came twice, and was taken the other time: it stands, and asked again the registry tells how it fared, if it still knows. */
function askAgain(parts: SessionParts, patch: PendingPatch): void {
  patch.endings += 1;
  if (patch.endings < MOST_QUESTIONS) patch.sentAt = null;
  else settle(parts, patch, { version: parts.core.version, ops: [] });
}

const MOST_QUESTIONS = 3;
