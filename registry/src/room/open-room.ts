import { type SopRecord, StorageFault } from "#registry/storage/storage.ts";
import { isAlive } from "#schemas/change/state.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { Role } from "#schemas/protocol/document.ts";
import { announce } from "./announce.ts";
import { commitBatch } from "./commit-batch.ts";
import { Company } from "./company.ts";
import { encodeEnvelopeChange, encodeNews, type BesideNews, type EnvelopeChange } from "./encode-sop.ts";
import { HeldTexts } from "./held-texts.ts";
import { letIn, readWelcome } from "./join-room.ts";
import { createSnapshotKeeper, type SnapshotKeeper } from "./keep-snapshot.ts";
import type { LoadedSop } from "./load-sop.ts";
import type { HeldSop, RoomParts, Waiting } from "./parts.ts";
import { mayEditNow, tellRole } from "./roles.ts";
import type { Room } from "./room.ts";
import { answerLate, type RoomEnd, tell } from "./room-end.ts";
import { takeTurn, type Turn } from "./take-turn.ts";
import type { Answer, Connection, Encoded, Entry, RoomView, Submission } from "./types.ts";

/**
 * An open SOP: one ordered queue. A turn takes all patches that wait as one batch to the disk and announces it; joins,
 * reads and snapshots run between two batches, so that they never see what is not on disk.
 */
export class OpenRoom implements Room {
  readonly sop: string;
  readonly #parts: RoomParts;
  readonly #held: HeldSop;
  readonly #onEnd: (room: OpenRoom) => void;
  readonly company: Company;
  readonly #texts: HeldTexts;
  readonly #snapshots: SnapshotKeeper;
  readonly #leftEarly = new WeakSet<Connection>();
  readonly #patches: Waiting[] = [];
  /** The batch on its way to the disk. */
  #inHand: readonly Waiting[] = [];
  /** Told once the batch in hand is: it came after that was judged. */
  #afterHand: (() => void)[] = [];
  #between: (() => void | Promise<void>)[] = [];
  #work: Promise<void> | undefined;
  #end: RoomEnd | undefined;
  #usedAt: number;

  /** `onEnd` is called once, when the room takes nothing any more. */
  constructor(parts: RoomParts, loaded: LoadedSop, onEnd: (room: OpenRoom) => void) {
    const { held, rowsAfterSnapshot, graphText } = loaded;
    this.sop = held.record.id;
    this.#parts = parts;
    this.#held = held;
    this.#onEnd = onEnd;
    const between = (step: () => void | Promise<void>) => this.#afterBatch(step);
    const isOver = () => this.#end !== undefined;
    this.#snapshots = createSnapshotKeeper(parts, held, rowsAfterSnapshot, between, isOver);
    this.#usedAt = parts.clock.now();
    this.#texts = new HeldTexts(held, parts.clock, graphText);
    this.company = new Company({
      parts,
      publish: (message) => parts.publish(this.sop, message),
      between,
      hasNode: (node) => isAlive(held.state, node),
      mayHold: (agent) => mayEditNow(held.changedRoles, agent),
      isOver,
    });
  }

  get record(): SopRecord {
    return this.#held.record;
  }

  /** Patches that wait for their batch. */
  get waiting(): number {
    return this.#patches.length;
  }

  isFullFor(peer: string): boolean {
    return this.company.members.isFullFor(peer, this.#parts.limits.peers);
  }

  take(submission: Submission, answered: (answer: Answer) => void): void {
    if (this.#end) return answered(answerLate(this.#end));
    this.company.heard(submission.peer);
    this.#patches.push({ submission, queuedAt: this.#parts.measures.now(), answered });
    this.#work ??= this.#run();
  }

  submit(submission: Submission): Promise<Answer> {
    return new Promise((resolve) => this.take(submission, resolve));
  }

  inTurn<T>(step: (turn: Turn) => Promise<T>): Promise<T | "over"> {
    const { table: locks } = this.company.locks;
    const between = (next: () => void | Promise<void>) => this.#afterBatch(next);
    const toDisk = (batch: readonly Waiting[]) => this.#takeToDisk(batch);
    const end = () => this.#end;
    return takeTurn({ parts: this.#parts, held: this.#held, locks, end, between, toDisk }, step);
  }

  read(): Promise<RoomView> {
    const view = async () => this.#view();
    // Without work in hand everything held is on disk.
    return this.#work ? new Promise((resolve) => this.#afterBatch(() => resolve(view()))) : view();
  }

  join(connection: Connection, entry: Entry): void {
    this.#afterBatch(async () => {
      try {
        if (this.#turnsAway(connection)) return;
        const weigh = () => this.#texts.graph.weigh();
        const welcome = await readWelcome(this.#parts, this.#held, connection, entry, weigh);
        if (this.#turnsAway(connection)) return;
        letIn(this.#parts, this.#held, this.company, connection, entry, welcome, this.#texts);
      } catch (error) {
        this.#parts.logger.error({ err: error, sop: this.sop }, "join failed");
        connection.close(CLOSE.storage, "the SOP could not be read");
      }
    });
  }

  leave(connection: Connection, code: number): void {
    this.#leftEarly.add(connection);
    this.#usedAt = this.#parts.clock.now();
    this.company.leave(connection, code);
  }

  rightsChanged(agent: string, role: Role | null): void {
    this.#held.changedRoles.set(agent, role);
    const tell = () => {
      tellRole(this.company.members.ofAgent(agent), role);
      this.company.rightsChanged(agent, role);
    };
    if (this.#inHand.length === 0) tell();
    else this.#afterHand.push(tell);
  }

  seen(agent: string, notices: readonly string[]): Promise<void> {
    return this.#parts.log.takeNotices(this.sop, agent, notices);
  }

  changed(change: EnvelopeChange): void {
    this.#held.record = { ...this.#held.record, ...change };
    this.#parts.publish(this.sop, encodeEnvelopeChange(change));
  }

  tell(news: BesideNews): void {
    this.#parts.publish(this.sop, encodeNews(news));
  }

  end(): void {
    this.#close({ code: CLOSE.deleted, reason: "the SOP was deleted" });
  }

  /** Notes that somebody asked for the room, so that it does not leave memory under them. */
  touch(): void {
    this.#usedAt = this.#parts.clock.now();
  }

  /** Ends what is over by `now`, and gives memory back that is quickly made again. */
  sweep(now: number): void {
    this.company.sweep(now);
    this.#texts.rest(now);
  }

  /** True when nobody has been here or held anything for `room_idle_ms`. */
  isIdle(now: number): boolean {
    return !this.#work && this.company.isEmpty && now - this.#usedAt >= this.#parts.limits.room_idle_ms;
  }

  /** Finishes what was accepted, writes a snapshot if there is something new, closes every connection with 1012. */
  async stop(): Promise<void> {
    const end = { code: CLOSE.restart, reason: "the registry restarts" };
    this.#end ??= end;
    await this.#work;
    this.company.members.closeAll(end.code, end.reason);
    if (this.#end === end) this.#onEnd(this);
    if (this.#end === end && !this.#snapshots.isUpToDate) await this.#snapshots.keep();
  }

  #afterBatch(step: () => void | Promise<void>): void {
    this.#between.push(step);
    this.#work ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#patches.length + this.#between.length > 0) {
      // Everything that came in with this turn goes into one batch.
      await this.#parts.pace.nextTurn();
      const steps = this.#between;
      this.#between = [];
      await this.#takeToDisk(this.#patches.splice(0));
      // Steps answer for their own failures and never reject.
      for (const step of steps) await step();
    }
    // In the tick of the last look at what waits: whoever comes after it must find no work and start anew.
    this.#work = undefined;
    this.#usedAt = this.#parts.clock.now();
  }

  async #takeToDisk(batch: readonly Waiting[]): Promise<void> {
    try {
      if (batch.length > 0) await this.#runBatch(batch);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #runBatch(batch: readonly Waiting[]): Promise<void> {
    this.#inHand = batch;
    const end = await commitBatch(this.#parts, this.#held, batch, this.company.locks.table);
    if (end.kind !== "stored") return this.#fail(new Error(`the append ended in "${end.kind}"`));
    this.#inHand = [];
    const publish = (message: Encoded) => this.#parts.publish(this.sop, message);
    announce((...told) => this.#tell(...told), batch, end.judged, end.notices, this.company.members, publish);
    if (end.change) publish(encodeEnvelopeChange(end.change));
    this.company.locks.freeRemoved(end.judged.rows);
    for (const tell of this.#afterHand.splice(0)) tell();
    this.#snapshots.count(end.judged.rows);
  }

  /** What is held is ahead of the disk: nobody may see it any more. The next to come loads the SOP anew. */
  #fail(error: unknown): void {
    this.#parts.logger.error({ err: error, sop: this.sop }, "room failed");
    this.#close({ code: CLOSE.storage, reason: "the SOP's storage failed" });
  }

  #close(end: RoomEnd): void {
    const isFirst = this.#end === undefined;
    this.#end = end;
    const late = answerLate(end);
    const waiting = this.#patches.splice(0);
    // After a deletion the batch in hand still ends by itself: it may be on disk already.
    const lost = end.code === CLOSE.storage ? [...this.#inHand, ...waiting] : waiting;
    for (const patch of lost) this.#tell(patch, late);
    this.company.members.closeAll(end.code, end.reason);
    if (isFirst) this.#onEnd(this);
  }

  #tell(waiting: Waiting, answer: Answer): void {
    tell(this.#parts, this.sop, waiting, answer);
  }

  #turnsAway(connection: Connection): boolean {
    if (this.#end) connection.close(this.#end.code, this.#end.reason);
    return this.#end !== undefined || this.#leftEarly.has(connection);
  }

  /** Throws once storage has failed: what is held then is not what is on disk. */
  #view(): RoomView {
    if (this.#end?.code === CLOSE.storage) throw new StorageFault(this.sop, null, this.#end.reason);
    return { record: this.#held.record, graphText: this.#texts.graph.read() };
  }
}
