import type { CloseCode } from "#schemas/protocol/close-codes.ts";

/** A socket as a peer sees it. Nothing here throws. */
export interface Wire {
  /** False: the message was dropped, so the socket has a hole and must close. */
  send(text: string): boolean;
  /** Hears the room's publications from now on; patches with what stands beside them, or without. */
  subscribe(topic: string, hearsSide: boolean): void;
  /** Whether presence is among that. */
  readonly hearsPresence: boolean;
  hearPresence(hears: boolean): void;
  /** Runs the close handler before it returns. */
  close(code: CloseCode, reason: string): void;
  /** `answered` runs when its answer comes: the other side has then read all that was sent before. */
  ping(answered?: () => void): void;
  /** Stops and starts the taking in of frames. */
  pause(): void;
  resume(): void;
  /** Bytes that the reader has not taken yet. */
  unread(): number;
}
