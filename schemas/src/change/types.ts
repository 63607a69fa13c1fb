import type { Json, JsonObject } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { ErrorCode, NoticeCode, OpCode, OpStatus, PatchCode } from "../protocol/codes.ts";
import type { Delta } from "./delta.ts";
import type { Effect, OpKind, PatchOp } from "./op.ts";

/** A graph as the transform sees it: two maps of entities and some members beside them. */
export interface GraphView extends JsonObject {
  readonly nodes: Readonly<Record<string, JsonObject>>;
  readonly edges: Readonly<Record<string, JsonObject>>;
}

/** What a client sends, as far as the transform cares. */
export interface Patch {
  readonly id: string;
  /** `<agent>/<client>`. */
  readonly peer: string;
  /** The version it was made on; null: on a history that the registry does not have. */
  readonly base: number | null;
  /** When the edit was made, ms. Fixed then and never raised on a resend. */
  readonly ts: number;
  readonly ops: readonly PatchOp[];
  readonly atomic: boolean;
}

/**
 * What a valid graph is. Each check returns undefined, or a sentence that says what is wrong. `before`: a valid
 * value of the same entity; members that are the very same there need not be looked at again.
 */
export interface GraphRules {
  checkNode(value: Json, before?: Json): string | undefined;
  checkEdge(value: Json, before?: Json): string | undefined;
  /** A member beside the maps; `value` undefined: absent. */
  checkMeta(key: string, value: Json | undefined): string | undefined;
}

/** Everything that a commit needs from outside. */
export interface CommitContext {
  /** The registry's clock, ms; the commit uses the later of it and the last commit's arrival. */
  readonly arrival: number;
  readonly rules: GraphRules;
  readonly limits: Limits;
  /** The peer that holds this node, if any. */
  readonly lockHolder: (node: string) => string | undefined;
  /** Index ops of the author were refused without being judged when this was the newest version: on no newer base an index of theirs means anything (T9). */
  readonly framesLostUpTo?: number;
  /** The graph at the patch's base, where it is at hand; only asked for by a replace of "", "/nodes", "/edges". */
  readonly baseGraph?: GraphView;
}

/** Whose write or removal is the cause; for a lock there is no version. */
export interface Culprit {
  readonly peer: string;
  readonly version: number | null;
}

/** How one op fared. */
export interface OpOutcome {
  /** Index of the op in the patch. */
  readonly op: number;
  readonly status: OpStatus;
  readonly code?: OpCode;
  readonly message?: string;
  readonly path?: string;
  readonly by?: Culprit;
  /** For `test_failed`: the current value (absent when nothing is there). */
  readonly value?: Json;
}

/** How a patch fared: recorded under its id, and final. */
export interface Outcome {
  /** The version it took; null: nothing was committed. */
  readonly version: number | null;
  /** The whole patch was refused. */
  readonly code?: PatchCode;
  /** The ops that were not simply `applied`, in op order; a three-way op may have several parts here. */
  readonly ops: readonly OpOutcome[];
}

/** An edit that was committed and is undone now by somebody who had not seen it. */
export interface NoticeDraft {
  /** The peer whose edit it was. */
  readonly to: string;
  /** The version that held it: names the undone patch. */
  readonly undone: number;
  readonly code: NoticeCode;
  readonly path: string;
  readonly by: Culprit;
  readonly detail: { readonly op: OpKind; readonly value?: Json; readonly buried?: Json };
}

/** One version of the log: what it did to the graph, and to what stands beside it. */
export interface Row {
  readonly version: number;
  readonly id: string;
  readonly peer: string;
  /** As it counted: min(ts, arrival). */
  readonly ts: number;
  readonly arrival: number;
  readonly effects: readonly Effect[];
  readonly delta: Delta;
}

/** What `commit` says. An `error` is not recorded; everything else is, under the patch's id. */
export type Judgement =
  | {
      readonly kind: "committed";
      readonly row: Row;
      readonly outcome: Outcome;
      readonly notices: readonly NoticeDraft[];
    }
  | { readonly kind: "unchanged"; readonly outcome: Outcome }
  | { readonly kind: "error"; readonly code: ErrorCode; readonly message: string };
