import type { SopRecord } from "#registry/storage/storage.ts";
import type { Role } from "#schemas/protocol/document.ts";
import type { Company } from "./company.ts";
import type { BesideNews, EnvelopeChange } from "./encode-sop.ts";
import type { Turn } from "./take-turn.ts";
import type { Answer, Connection, Entry, RoomView, Submission } from "./types.ts";

/** One open SOP: puts everything that happens to it in one order, and tells what is on disk. */
export interface Room {
  readonly sop: string;
  /** The envelope as of the newest version on disk. */
  readonly record: SopRecord;
  /** Who is here, what they do and what they hold. */
  readonly company: Pick<Company, "list" | "heard" | "presence" | "locks">;
  /** True when one more peer is one too many; a peer that is connected already takes over and is not. */
  isFullFor(peer: string): boolean;
  /** Takes a patch; `answered` is called once, when it is on disk and before its echo is published. */
  take(submission: Submission, answered: (answer: Answer) => void): void;
  /** The same as a promise. Never rejects. */
  submit(submission: Submission): Promise<Answer>;
  /** Runs a step between two batches. "over": the room closed before its turn came. Rejects where the step does. */
  inTurn<T>(step: (turn: Turn) => Promise<T>): Promise<T | "over">;
  /** What is on disk when its turn comes. */
  read(): Promise<RoomView>;
  /** Sends `init`, then subscribes the connection; the same peer's older connection closes with 4409. */
  join(connection: Connection, entry: Entry): void;
  /**
   * The connection ended with this close code; one that was taken over changes nothing. A lost one keeps its place for
   * a while where its peer can come back.
   */
  leave(connection: Connection, code: number): void;
  /**
   * An agent's role is another now (already on disk); null: it has none any more. Whatever is judged from now on is
   * judged by it. Its connections hear `role`, or close with 4403, once everything judged before has been told; others
   * see it, locks go.
   */
  rightsChanged(agent: string, role: Role | null): void;
  /** Takes an agent's notices away, for all its peers. */
  seen(agent: string, notices: readonly string[]): Promise<void>;
  /** The envelope changed (already on disk): tells everybody. */
  changed(change: EnvelopeChange): void;
  /** Tells everybody what happened (already on disk). */
  tell(news: BesideNews): void;
  /** The SOP was deleted (already on disk): closes every connection with 4410 and the room. */
  end(): void;
}
