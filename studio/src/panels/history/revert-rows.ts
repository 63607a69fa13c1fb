import type { PatchOp } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import { targetOf } from "#schemas/change/target.ts";
import { isObject, type JsonObject } from "#schemas/json.ts";
import type { RevertAnswer } from "#schemas/protocol/history.ts";
import { describeOps, type Names } from "../../together/describe-ops.ts";
import { quoteNode } from "../../together/names.ts";

/** U57: what a revert would do, each thing once. */
export function revertRows(ops: RevertAnswer["ops"], names: Names): readonly string[] {
  const known = withComingBack(ops, names);
  return [...new Set(ops.map((op) => capitalise(describeEffect(op, known))))];
}

/** U57: what a revert would leave alone, and why. `nameOf`: what to call an agent. */
export function skippedRows(
  skipped: RevertAnswer["skipped"],
  names: Names,
  nameOf: (agent: string) => string,
): readonly string[] {
  return skipped.map(({ path, reason, by }) => {
    const what = capitalise(describeOps([{ op: "replace", path, value: null }], names));
    const version = by?.version === undefined ? "" : ` (version ${by.version})`;
    if (reason === "end_gone") return `${what}: what it connected is gone`;
    return by === undefined
      ? `${what}: it was changed since`
      : `${what}: ${nameOf(by.agent)} changed it since${version}`;
  });
}

function describeEffect(op: PatchOp, names: Names): string {
  const target = targetOf(parsePointer(op.path) ?? []);
  const what = describeOps([op], names).replace(/^(adding|removing) /, "");
  if (target.kind !== "entity") return `${what} is as it was before`;
  return op.op === "remove" ? `${what} goes away` : `${what} comes back`;
}

/** A node that comes back is named as it will be. */
function withComingBack(ops: RevertAnswer["ops"], names: Names): Names {
  const back = new Map<string, JsonObject>();
  for (const op of ops) {
    const target = targetOf(parsePointer(op.path) ?? []);
    if (target.kind !== "entity" || target.ref.kind !== "node") continue;
    if (op.op === "add" && isObject(op.value)) back.set(target.ref.id, op.value);
  }
  return {
    ...names,
    node(id) {
      const node = back.get(id);
      return node === undefined ? names.node(id) : quoteNode(node);
    },
  };
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
