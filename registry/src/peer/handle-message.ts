import type { Clock } from "#registry/clock.ts";
import { RENEWAL_FAULTS, type Renewal } from "#registry/access/holder.ts";
import { encodeError } from "#registry/room/encode-outcome.ts";
import type { Room } from "#registry/room/room.ts";
import type { Connection, Encoded } from "#registry/room/types.ts";
import type { ClientMessage, ClientMessageType } from "#schemas/protocol/client-message.ts";
import { tellAnswer } from "./tell-answer.ts";
import { tellLockAnswer } from "./tell-lock-answer.ts";

/** A peer in its room, as the handlers of its messages see it. */
export interface Session {
  readonly connection: Connection;
  readonly room: Room;
  readonly clock: Clock;
  /** Takes a fresh key or token for the one that it came with. */
  readonly renew: (token: string) => Promise<Renewal>;
  /** Whether role and scope, as they are now, allow this type of message. */
  readonly may: (type: ClientMessageType) => boolean;
  /** Something went wrong here that is not the peer's doing. */
  readonly onFault: (error: unknown) => void;
}

type Handler<T extends ClientMessageType> = (
  session: Session,
  message: Extract<ClientMessage, { type: T }>,
) => void;

const HANDLERS: { readonly [T in ClientMessageType]: Handler<T> } = {
  patch({ room, connection, may }, { id, base, ts, ops, atomic = false }) {
    const submission = { id, peer: connection.peer, base, ts, ops, atomic, mayEdit: may("patch") };
    room.take(submission, (answer) => tellAnswer(connection, id, answer));
  },
  ping({ room, connection, clock }, { t }) {
    connection.send(encodePong(t, clock.now(), room.record.version));
  },
  seen({ room, connection, onFault }, { notices }) {
    room.company.heard(connection.peer);
    room.seen(connection.agent, notices).catch(onFault);
  },
  presence({ room, connection }, message) {
    room.company.presence.merge(connection.peer, message);
  },
  lock({ room, connection, may }, { nodes }) {
    room.company.heard(connection.peer);
    const ask = { peer: connection.peer, nodes, connection, mayEdit: () => may("lock") };
    room.company.locks.ask(ask, (answer) => tellLockAnswer(connection, answer));
  },
  auth(session, { token }) {
    session.room.company.heard(session.connection.peer);
    session.renew(token).then((renewal) => heedRenewal(session, renewal), session.onFault);
  },
};

/** Takes one message of a peer. What the room answers comes later, by the connection. */
export function handleMessage(session: Session, message: ClientMessage): void {
  // A patch is refused when its turn comes, so that its answer keeps its place.
  if (message.type !== "patch" && !session.may(message.type)) {
    return session.connection.send(
      encodeError("forbidden", `${message.type}: your role or key does not allow it`),
    );
  }
  (HANDLERS[message.type] as (session: Session, message: ClientMessage) => void)(session, message);
}

/** A key that may not write holds nothing. */
function heedRenewal({ connection, room, may }: Session, renewal: Renewal): void {
  if (renewal !== "renewed") connection.send(encodeError("forbidden", RENEWAL_FAULTS[renewal]));
  else if (!may("lock")) room.company.locks.dropPeer(connection.peer);
}

function encodePong(t: number, time: number, version: number): Encoded {
  return { type: "pong", text: JSON.stringify({ type: "pong", t, time, version }) };
}
