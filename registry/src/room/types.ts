import type { Outcome } from "#schemas/change/types.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { CloseCode } from "#schemas/protocol/close-codes.ts";
import type { ErrorCode } from "#schemas/protocol/codes.ts";

/** A connection as a room sees it: it knows neither sockets nor SSE. */
export interface Connection {
  readonly peer: string;
  readonly agent: string;
  /** Hands over one encoded server message. */
  send(text: string): void;
  close(code: CloseCode, reason: string): void;
}

/** A patch on its way into a room, already checked by shape. */
export interface Submission {
  readonly id: string;
  readonly peer: string;
  readonly base: number | null;
  readonly ts: number;
  readonly ops: readonly PatchOp[];
  readonly atomic: boolean;
  /** HTTP `If-Match`: refused with 412 unless this is the current `<version>-<head>` when its turn comes. */
  readonly ifMatch?: string;
}

/** What a room says of a submission, once it is on disk. */
export type Answer =
  /** Took this version; its echo is on its way. `ops`: the effects as JSON text. */
  | { readonly kind: "committed"; readonly version: number; readonly head: string; readonly ops: string; readonly outcome: Outcome }
  /** Judged, nothing committed; `outcome.version` is null. */
  | { readonly kind: "judged"; readonly outcome: Outcome }
  /** Judged before: the first result again, nothing applied. */
  | { readonly kind: "replayed"; readonly outcome: Outcome }
  | { readonly kind: "precondition_failed" }
  | { readonly kind: "error"; readonly code: ErrorCode; readonly message: string };
