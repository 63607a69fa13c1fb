import type { Outcome } from "#schemas/change/types.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { CloseCode } from "#schemas/protocol/close-codes.ts";
import type { ErrorCode } from "#schemas/protocol/codes.ts";
import type { Role } from "#schemas/protocol/document.ts";
import type { ServerMessageType } from "#schemas/protocol/server-message.ts";
import type { SopEvent } from "#registry/storage/sharing.ts";
import type { SopRecord } from "#registry/storage/storage.ts";

/** One server message, encoded once for everybody who gets it. */
export interface Encoded {
  readonly type: ServerMessageType;
  /** The JSON text, `type` included. */
  readonly text: string;
  /** The same with what stands beside it, for who asked; patches alone have that. */
  readonly withSide?: () => string;
  /** `<version>-<head>`, on `init`, `patch` and `patches`: where a stream can be taken up again. */
  readonly mark?: string;
}

/** A connection as a room sees it: it knows neither sockets nor SSE. */
export interface Connection {
  /** `<agent>/<client>`. */
  readonly peer: string;
  readonly agent: string;
  /** Hands over one message, for this connection alone. */
  send(message: Encoded): void;
  /** From now on it hears what the room publishes too; called once, in the tick in which its init was sent. */
  subscribe(): void;
  /** Runs this once the other side has all that was sent to it so far. */
  whenRead?(run: () => void): void;
  /** Its agent's role changed; from now on it may do what that allows. */
  setRole?(role: Role): void;
  /** Ends it; what is published later is not for it. */
  close(code: CloseCode, reason: string): void;
}

/** What a client has already. */
export interface Since {
  readonly version: number;
  readonly head: string;
  /** It takes the whole SOP as gladly where that is less to send. Default false. */
  readonly shortest?: boolean;
}

/** How much a whole SOP comes with: all that stands beside its graph, or what a client needs that has nothing unanswered. */
export type HearsSide = "whole" | "brief";

/** How a connection enters a room. */
export interface Entry {
  /** The agent's display name. */
  readonly name: string;
  readonly role: Role;
  /** "I have everything up to this version, whose head was …"; absent: send the whole SOP. */
  readonly since?: Since;
  /** It lays its own patches as they will be judged, and is told what stands beside the graph for that; absent: it is not. */
  readonly hearsSide?: HearsSide;
  /** False for a listener: hears everything, is no peer and is not seen by others. Default true. */
  readonly seen?: boolean;
  /** It named its client, so it can come back: when its connection is lost its place is kept. Default false. */
  readonly isNamed?: boolean;
}

/** A patch on its way into a room, already checked by shape. */
export interface Submission {
  readonly id: string;
  readonly peer: string;
  /**
   * "current": the newest version when its turn comes, for calls that name none. It is hashed as the word, so that
   * such a call sent again under its id is the same patch, whatever was committed meanwhile.
   */
  readonly base: number | null | "current";
  readonly ts: number;
  readonly ops: readonly PatchOp[];
  readonly atomic: boolean;
  /** Role and scope allow edits, at the moment of arrival; else it is answered with `forbidden`. */
  readonly mayEdit: boolean;
  /** HTTP `If-Match`: refused with 412 unless this is the current `<version>-<head>` when its turn comes. */
  readonly ifMatch?: string;
  /** Made by the registry (PUT, restore, revert): the per-patch bounds do not hold for it. */
  readonly unbounded?: boolean;
  /** Whose locks stop it: other peers' (default), other agents' alone, nobody's. */
  readonly heeds?: "peers" | "others" | "nobody";
  /** What tells it from another under its id, where its ops are made here from a call; default: the ops. */
  readonly body?: string;
  /** What the activity is to tell of it, once it took this version. */
  readonly tell?: (version: number) => SopEvent;
}

/** What a room says of a submission, once it is on disk. */
export type Answer =
  /** Took this version; its echo is on its way. `ops`: the effects as JSON text; `ts` as it counted. */
  | {
      readonly kind: "committed";
      readonly version: number;
      readonly head: string;
      readonly ts: number;
      readonly ops: string;
      readonly outcome: Outcome;
    }
  /** Judged, nothing committed; `outcome.version` is null. */
  | { readonly kind: "judged"; readonly outcome: Outcome }
  /** Judged before: the first result again, nothing applied (after 7 days: its version alone). */
  | { readonly kind: "replayed"; readonly outcome: Outcome }
  | { readonly kind: "precondition_failed" }
  /** The SOP was deleted before its turn came. */
  | { readonly kind: "gone" }
  | {
      readonly kind: "error";
      readonly code: ErrorCode;
      readonly message: string;
      /** To be called once its author knows of it: until then more may be on its way that does not. */
      readonly heard?: () => void;
    };

/** What a room shows to a reader: nothing that is not on disk. */
export interface RoomView {
  /** `version`, `head`, `updated_at`, `name` and `domain` are those of this version. */
  readonly record: SopRecord;
  /** The graph as JSON text, encoded once per version. */
  readonly graphText: string;
}
