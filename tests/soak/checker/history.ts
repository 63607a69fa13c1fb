import type { Graph, Op } from "./json.ts";

/** A patch as its author fixed it. */
export interface MadePatch {
  readonly id: string;
  readonly base: number | null;
  readonly ts: number;
  readonly ops: readonly Op[];
}

/** How an op of a patch fared, where it was not simply applied. */
interface OpFate {
  readonly op: number;
  readonly status: string;
  readonly code?: string;
}

/** How an edit ended, as its author was told. */
export type EndOfEdit =
  | { readonly kind: "saved"; readonly version: number | null; readonly ops: readonly OpFate[] }
  | { readonly kind: "refused"; readonly version: number | null; readonly asides: readonly string[] }
  | { readonly kind: "unknown"; readonly asides: readonly string[] };

/** What a client did and was told, one line each, written before anything follows from it. `call`: unique in a history. */
export type HistoryLine =
  /** A process began, for the first time or after it was killed. */
  | { readonly at: "start"; readonly client: string; readonly ms: number }
  /** Somebody asks for something; `version` is what that client has confirmed then. */
  | { readonly at: "call"; readonly call: string; readonly what: string; readonly version: number }
  /** It became these patches. */
  | { readonly at: "made"; readonly call: string; readonly patches: readonly string[] }
  /** It could not be done, and nothing was. */
  | { readonly at: "thrown"; readonly call: string; readonly message: string }
  /** A patch is on this device's disk … */
  | { readonly at: "kept"; readonly client: string; readonly patch: MadePatch }
  /** … or was found there by a process that began. */
  | { readonly at: "found"; readonly client: string; readonly patch: MadePatch }
  /** It is about to leave. */
  | { readonly at: "sent"; readonly patch: Omit<MadePatch, "ops"> }
  | { readonly at: "device"; readonly call: string; readonly kept: boolean }
  | { readonly at: "end"; readonly patches: readonly string[]; readonly end: EndOfEdit }
  /** Something is set aside; `kind` "undone" is a notice. */
  | {
      readonly at: "aside";
      readonly id: string;
      readonly patch: string;
      readonly kind: string;
      readonly code: string;
    }
  /** Nothing more will come: what is shown, and how many patches still wait. */
  | { readonly at: "final"; readonly version: number; readonly pending: number; readonly graph: Graph };

/** All that one client recorded, over all its lives. */
export interface History {
  readonly agent: string;
  readonly lines: readonly HistoryLine[];
}

/** Reads a history's text. A line that a kill tore is left out: what it would have said counts as not said. */
export function parseHistory(text: string): HistoryLine[] {
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line) as HistoryLine];
    } catch {
      return [];
    }
  });
}
