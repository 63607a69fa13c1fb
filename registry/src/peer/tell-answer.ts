import { encodeError, encodeOutcome } from "#registry/room/encode-outcome.ts";
import type { Answer, Connection } from "#registry/room/types.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";

type Teller<K extends Answer["kind"]> = (
  connection: Connection,
  id: string,
  answer: Extract<Answer, { kind: K }>,
) => void;

/** What a peer hears of its own patch, beside the echo. */
const TELLERS: { readonly [K in Answer["kind"]]: Teller<K> } = {
  committed(connection, id, { outcome }) {
    if (outcome.ops.length > 0) connection.send(encodeOutcome(id, outcome));
  },
  judged: (connection, id, { outcome }) => connection.send(encodeOutcome(id, outcome)),
  replayed: (connection, id, { outcome }) => connection.send(encodeOutcome(id, outcome)),
  // Only calls over HTTP have a precondition.
  precondition_failed: (connection, id) =>
    connection.send(encodeError("malformed", "precondition failed", id)),
  gone: (connection) => connection.close(CLOSE.deleted, "the SOP was deleted"),
  error(connection, id, { code, message, heard }) {
    connection.send(encodeError(code, message, id));
    if (heard) connection.whenRead?.(heard);
    if (code === "storage") connection.close(CLOSE.storage, message);
  },
};

/** Tells the author's connection how its patch `id` fared; what was simply applied is told by its echo alone. */
export function tellAnswer(connection: Connection, id: string, answer: Answer): void {
  (TELLERS[answer.kind] as (connection: Connection, id: string, answer: Answer) => void)(
    connection,
    id,
    answer,
  );
}
