import { applyStrict, type Effect } from "./apply-strict.ts";
import { copyOf, type Graph } from "./json.ts";
import type { Init, Patch } from "./messages.ts";

/** A client's confirmed copy of one SOP: it moves by committed patches alone, in version order. */
export interface ClientDocument {
  graph: Graph;
  version: number;
  head: string;
}

/** The document after an `init`: the whole SOP, or `before` with the patches it lacked. Throws where neither fits. */
export function startDocument(init: Init, before: ClientDocument | undefined): ClientDocument {
  if (init.sop !== undefined) {
    return { graph: copyOf(init.sop.graph), version: init.version, head: init.head };
  }
  if (before === undefined || init.patches === undefined)
    throw new Error("an init with nothing to start from");
  const document = { ...before, graph: copyOf(before.graph) };
  for (const patch of init.patches) takePatch(document, patch);
  if (document.version !== init.version) throw new Error("the init's patches do not end at its version");
  return document;
}

/** Applies one committed patch in place; throws on a hole in the versions or an op that does not apply. */
export function takePatch(document: ClientDocument, patch: Patch): void {
  if (patch.version !== document.version + 1) {
    throw new Error(`a hole: version ${patch.version} after ${document.version}`);
  }
  applyStrict(document.graph, patch.ops satisfies Effect[]);
  document.version = patch.version;
  document.head = patch.head;
}
