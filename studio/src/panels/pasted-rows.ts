import type { PatchOp } from "#schemas/change/op.ts";
import { formatPointer } from "#schemas/change/pointer.ts";
import type { Json } from "#schemas/json.ts";
import { readDetail, readPair } from "../canvas/outline/read-line.ts";
import type { View } from "../sync/types.ts";
import { addMemberOps, freshKey, renameBranchOps, renameMemberOps, whyNotKey } from "./field-ops.ts";

/** A member of a record: its key and what it says. */
export type Member = readonly [key: string, value: Json];

/** "name: meaning", each a criterion. */
export function criteriaIn(lines: readonly string[]): Member[] {
  return lines.map((line) => {
    const { key, value } = readPair(line) ?? { key: line, value: "" };
    return [key, value];
  });
}

/** "name (60 min): action", each a branch. */
export function branchesIn(lines: readonly string[]): Member[] {
  return lines.map((line) => {
    const branch = readDetail(`- ${line}`, "condition");
    if (branch.kind !== "branch") return [line, { action: "" }];
    const action = branch.action ?? branch.way?.to ?? "";
    return [branch.key, { action, ...(branch.minutes !== undefined && { sla_min: branch.minutes }) }];
  });
}

/** "name: when", each a suggested tool. */
export function toolsIn(lines: readonly string[]): { readonly name: string; readonly when: string }[] {
  return lines.map((line) => {
    const { key, value } = readPair(line) ?? { key: line, value: "" };
    return { name: key, when: value };
  });
}

/**
 * U73: members for a record; `blank`: the key of the row that was pasted into, where it says nothing yet: it becomes the
 * first of them. Keys that are there already get a number.
 */
export function pasteMembersOps(
  view: View,
  { node, record }: { readonly node: string; readonly record: "criteria" | "conditions" },
  members: readonly Member[],
  keys: readonly string[],
  blank: string | null,
): { readonly ops: PatchOp[]; readonly first: string | null } {
  const path = `/nodes/${node}/data/${record}`;
  const taken = new Set(keys.filter((key) => key !== blank));
  let first: string | null = null;
  const ops = members.flatMap(([wanted, value], i): PatchOp[] => {
    // What no key may be is refused in a field too.
    if (whyNotKey(wanted, []) !== null) return [];
    const key = freshKey(wanted, taken);
    taken.add(key);
    first ??= key;
    if (i > 0 || blank === null) return addMemberOps(view, path, key, value);
    const rename =
      record === "criteria"
        ? renameMemberOps(view, path, blank, key)
        : renameBranchOps(view, node, blank, key);
    return [...rename, { op: "add", path: `${path}${formatPointer([key])}`, value }];
  });
  return { ops, first };
}
