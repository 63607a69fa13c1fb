import { RENEWAL_FAULTS, type Renewal } from "#registry/access/holder.ts";
import { decodeMessage } from "#registry/peer/decode.ts";
import { encodeLockAnswer } from "#registry/peer/tell-lock-answer.ts";
import { encodeError, encodeOutcome } from "#registry/room/encode-outcome.ts";
import { encodePatch } from "#registry/room/encode-patch.ts";
import type { Room } from "#registry/room/room.ts";
import type { Answer, Encoded, Submission } from "#registry/room/types.ts";
import type { Limits } from "#schemas/limits.ts";
import type { ClientMessage, ClientMessageType } from "#schemas/protocol/client-message.ts";

/** Who sends messages without a connection. */
export interface Sender {
  readonly agent: string;
  readonly peer: string;
  /** Who holds what it locks: itself where it named a client, else the agent's leaseholder. */
  readonly lockPeer: string;
  /** Takes a fresh key or token for that peer's connection. */
  readonly renew: (token: string) => Promise<Renewal>;
  /** Role and scope allow edits. */
  readonly mayEdit: boolean;
  /** What is to be called when it has the answers of this call. */
  readonly whenAnswered: (() => void)[];
}

/** Takes one message as the socket would; resolves to what its sender would have got for it. `now` in ms. */
export async function takeMessage(
  raw: unknown,
  sender: Sender,
  room: Room,
  now: number,
  limits: Pick<Limits, "frame_bytes">,
): Promise<readonly Encoded[]> {
  const bytes = Buffer.byteLength(JSON.stringify(raw));
  if (bytes > limits.frame_bytes) {
    return [encodeError("limit", `a message of ${bytes} bytes, at most ${limits.frame_bytes}`)];
  }
  const decoded = decodeMessage(raw);
  if (!decoded.ok) return [encodeError("malformed", decoded.reason, decoded.id)];
  return dispatch(decoded.message, { sender, room, now });
}

interface Taking {
  readonly sender: Sender;
  readonly room: Room;
  readonly now: number;
}

type Handlers = {
  readonly [T in ClientMessageType]: (
    message: Extract<ClientMessage, { type: T }>,
    taking: Taking,
  ) => Promise<readonly Encoded[]> | readonly Encoded[];
};

const HANDLERS: Handlers = {
  async patch({ id, base, ts, ops, atomic = false }, { sender, room }) {
    const { peer, mayEdit, whenAnswered } = sender;
    const submission: Submission = { id, peer, base, ts, ops, atomic, mayEdit };
    const answer = await room.submit(submission);
    if (answer.kind === "error" && answer.heard) whenAnswered.push(answer.heard);
    return answerMessages(submission, answer);
  },
  async seen({ notices }, { sender, room }) {
    room.company.heard(sender.peer);
    try {
      await room.seen(sender.agent, notices);
      return [];
    } catch {
      // What came before it in the same call is answered all the same; the notices stay and come again.
      return [encodeError("storage", "the notices could not be taken away")];
    }
  },
  ping({ t }, { room, now }) {
    const { version } = room.record;
    return [{ type: "pong", text: JSON.stringify({ type: "pong", t, time: now, version }) }];
  },
  presence(message, { sender, room }) {
    room.company.presence.merge(sender.peer, message);
    return [];
  },
  lock({ nodes }, { sender, room }) {
    const ask = { peer: sender.lockPeer, nodes, mayEdit: () => sender.mayEdit };
    return new Promise((resolve) =>
      room.company.locks.ask(ask, (answer) => resolve([encodeLockAnswer(answer)])),
    );
  },
  async auth({ token }, { sender }) {
    const renewal = await sender.renew(token);
    return renewal === "renewed" ? [] : [encodeError("forbidden", RENEWAL_FAULTS[renewal])];
  },
};

async function dispatch(message: ClientMessage, taking: Taking): Promise<readonly Encoded[]> {
  // The table has a handler for each type, taking that type: TypeScript cannot follow the pair through an index.
  const handle = HANDLERS[message.type] as (
    message: ClientMessage,
    taking: Taking,
  ) => ReturnType<typeof dispatch>;
  return handle(message, taking);
}

function answerMessages(submission: Submission, answer: Answer): readonly Encoded[] {
  const { id, peer } = submission;
  switch (answer.kind) {
    case "committed": {
      const { version, head, ts, ops, outcome } = answer;
      const echo = encodePatch({ version, head, id, peer, ts, ops });
      return outcome.ops.length === 0 ? [echo] : [encodeOutcome(id, outcome), echo];
    }
    case "judged":
    case "replayed":
      return [encodeOutcome(id, answer.outcome)];
    case "error":
      return [encodeError(answer.code, answer.message, id)];
    case "gone":
      return [encodeError("forbidden", "the SOP was deleted", id)];
    case "precondition_failed":
      throw new Error("a message has no If-Match");
  }
}
