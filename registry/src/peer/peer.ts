import { Holder } from "#registry/access/holder.ts";
import { encodeError } from "#registry/room/encode-outcome.ts";
import type { Room } from "#registry/room/room.ts";
import type { Connection, Encoded } from "#registry/room/types.ts";
import { decide } from "#schemas/access.ts";
import type { ClientMessage, ClientMessageType } from "#schemas/protocol/client-message.ts";
import { CLOSE, type CloseCode } from "#schemas/protocol/close-codes.ts";
import type { Role } from "#schemas/protocol/document.ts";
import { decodeFrame, sizeOf } from "./decode.ts";
import { handleMessage, type Session } from "./handle-message.ts";
import type { PeerIdentity, PeerParts } from "./identity.ts";
import type { PatchRate } from "./patch-rate.ts";
import type { HeldRate } from "./patch-turns.ts";
import { SLOW_READER } from "./slow-reader.ts";
import type { Wire } from "./wire.ts";

/** A message that waits its turn: for the room to open, or for the patch rate to allow it. */
interface Held {
  readonly message: ClientMessage;
  readonly bytes: number;
}

/** What everybody is told of at once, and so goes at the patch rate. Presence is told together, the rest to its sender. */
const RATED: ReadonlySet<ClientMessage["type"]> = new Set(["patch", "lock"]);

/** Reading stops while more than this waits, so that a peer ahead of its rate fills its own buffers and not ours. */
const HELD_BYTES = 4 * 1024 * 1024;

/**
 * One socket's peer: takes frames in, checks their bounds, keeps their order, and hands their messages on. Nothing
 * that comes in makes it throw: a defect closes this socket with 1011 and is logged.
 */
export class Peer implements Connection {
  readonly peer: string;
  readonly agent: string;
  /** When it connected, ms. */
  readonly since: number;
  /** When a frame or pong last came, ms. */
  heardAt: number;
  /** When it was last pinged, ms. */
  pingedAt: number;
  /** Unread bytes that its init accounts for, until it has been read. */
  initBytes = 0;
  readonly wire: Wire;
  readonly #identity: PeerIdentity;
  readonly #parts: PeerParts;
  /** Taken with the first patch: most connections only look on. */
  #patchRate: HeldRate | undefined;
  readonly #holder: Holder;
  #role: Role;
  #session: Session | undefined;
  #welcomed = false;
  #gone = false;
  #held: Held[] = [];
  #heldPatches = 0;
  #heldBytes = 0;
  #wakes = false;
  #paused = false;

  constructor(identity: PeerIdentity, wire: Wire, parts: PeerParts) {
    const now = parts.clock.now();
    this.peer = identity.peer;
    this.agent = identity.agent;
    this.since = now;
    this.heardAt = now;
    this.pingedAt = now;
    this.wire = wire;
    this.#identity = identity;
    this.#role = identity.entry.role;
    const close = (code: CloseCode, reason: string) => this.close(code, reason);
    this.#holder = new Holder({ ...identity, access: parts.access, close });
    this.#parts = parts;
  }

  /** True once its init is on its way. */
  get isWelcomed(): boolean {
    return this.#welcomed;
  }

  /** True while no frames are taken in: its silence says nothing then. */
  get isPaused(): boolean {
    return this.#paused;
  }

  /** Patches that wait because it is over its rate. */
  get delayed(): number {
    return this.#heldPatches;
  }

  /** Goes into its room. Never rejects: what fails closes the socket. */
  async enter(): Promise<void> {
    const { sop, entry } = this.#identity;
    try {
      if (!this.#holder.open()) return this.close(CLOSE.unauthenticated, "the key was revoked");
      const room = await this.#parts.rooms.open(sop);
      if (this.#gone) return;
      // It was there when the upgrade was allowed.
      if (room === null) return this.close(CLOSE.deleted, "the SOP was deleted");
      this.#session = this.#sessionIn(room);
      room.join(this, entry);
    } catch (error) {
      this.#parts.logger.error({ err: error, sop }, "room could not be opened");
      this.close(CLOSE.storage, "the SOP could not be opened");
    }
  }

  /** Takes a frame, in the order in which they came. */
  receive(frame: string | Uint8Array): void {
    if (this.#gone) return;
    try {
      this.heardAt = this.#parts.clock.now();
      if (typeof frame !== "string") return this.close(CLOSE.not_the_protocol, "binary frames are not taken");
      const bytes = sizeOf(frame, this.#parts.limits.frame_bytes);
      if (bytes > this.#parts.limits.frame_bytes) return this.close(CLOSE.frame_too_big, "frame too big");
      this.#receiveText(frame, bytes);
    } catch (error) {
      this.#fail(error);
    }
  }

  send(message: Encoded): void {
    if (this.#gone) return;
    if (!this.wire.send(message.text)) return this.close(CLOSE.overloaded, SLOW_READER);
    if (message.type === "init") this.initBytes = this.wire.unread();
  }

  subscribe(): void {
    if (this.#gone) return;
    const { sop, entry } = this.#identity;
    this.wire.subscribe(sop, entry.hearsSide !== undefined);
    this.#welcomed = true;
    this.#takeHeld();
  }

  whenRead(run: () => void): void {
    this.wire.ping(run);
  }

  setRole(role: Role): void {
    this.#role = role;
  }

  /** Tells it all that presence says now. */
  sendPresence(): void {
    if (this.#session) this.send(this.#session.room.company.presence.snapshot());
  }

  close(code: CloseCode, reason: string): void {
    if (this.#gone) return;
    // Closed before it leaves: it need not hear that it is gone.
    this.wire.close(code, reason);
    this.closed(code);
  }

  /** The socket is closed, by either side: leaves the room. What the peer sent and was not taken yet is dropped. */
  closed(code: number): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#holder.release();
    this.#held = [];
    this.#patchRate?.release();
    this.#session?.room.leave(this, code);
  }

  #sessionIn(room: Room): Session {
    const onFault = (error: unknown) => this.#fail(error);
    const may = (type: ClientMessageType) =>
      decide(`message ${type}`, { scopes: this.#holder.caller.key.scopes, role: this.#role }) === "allowed";
    const renew = (token: string) => this.#holder.renew(token);
    return { room, connection: this, renew, clock: this.#parts.clock, may, onFault };
  }

  get #rate(): PatchRate {
    this.#patchRate ??= this.#parts.patchTurns.hold(this.#identity.sop, this.peer);
    return this.#patchRate.rate;
  }

  #receiveText(text: string, bytes: number): void {
    const decoded = decodeFrame(text, this.#parts.limits);
    if (!decoded.ok) return this.send(encodeError(decoded.code, decoded.reason, decoded.id));
    const { message } = decoded;
    // Where somebody points does not wait behind patches that are delayed.
    const waits = this.#held.length > 0 && message.type !== "presence";
    if (waits || !this.#tryTake(message)) this.#hold({ message, bytes });
  }

  /** False: not now. */
  #tryTake(message: ClientMessage): boolean {
    if (!this.#session || !this.#welcomed) return false;
    if (RATED.has(message.type) && !this.#rate.take(this.#parts.clock.now())) return false;
    handleMessage(this.#session, message);
    return true;
  }

  #hold(held: Held): void {
    this.#held.push(held);
    this.#heldBytes += held.bytes;
    if (held.message.type === "patch") this.#heldPatches += 1;
    if (this.#held.length > this.#parts.limits.patch_queue) {
      const seconds = Math.ceil(this.#rate.wait(this.#heldPatches) / 1000);
      return this.close(CLOSE.too_many, `too many messages, retry_after=${seconds}`);
    }
    if (!this.#paused && this.#heldBytes > HELD_BYTES) this.#setPaused(true);
    if (this.#welcomed) this.#wakeLater();
  }

  #takeHeld(): void {
    let taken = 0;
    while (taken < this.#held.length) {
      const next = this.#held[taken];
      if (!next || !this.#tryTake(next.message)) break;
      taken += 1;
      this.#heldBytes -= next.bytes;
      if (next.message.type === "patch") this.#heldPatches -= 1;
    }
    // Closing while a message was handled has emptied it already.
    this.#held.splice(0, taken);
    if (this.#gone) return;
    if (this.#paused && this.#heldBytes <= HELD_BYTES) this.#setPaused(false);
    if (this.#held.length > 0) this.#wakeLater();
  }

  #wakeLater(): void {
    if (this.#wakes) return;
    this.#wakes = true;
    this.#parts.clock.after(this.#rate.wait(1), () => {
      this.#wakes = false;
      if (this.#gone) return;
      try {
        this.#takeHeld();
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #setPaused(paused: boolean): void {
    this.#paused = paused;
    if (paused) return this.wire.pause();
    this.heardAt = this.#parts.clock.now();
    this.wire.resume();
  }

  #fail(error: unknown): void {
    this.#parts.logger.error({ err: error, sop: this.#identity.sop }, "peer failed");
    this.close(CLOSE.fault, "a fault here");
  }
}
