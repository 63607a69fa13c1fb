import { isObject, type JsonObject } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import { targetOf } from "#schemas/change/target.ts";
import type { By, Notice } from "#schemas/protocol/server-message.ts";
import type { Fate, MadePatch } from "../core/pending.ts";
import type { Aside, AsideKind } from "../types.ts";
import { doubtfulOps, isForgotten } from "./forgotten.ts";
import { wordsFor } from "./why.ts";

/** What an aside is made with: when it is, and how an edge's source is found. */
export interface Surroundings {
  readonly at: number;
  readonly edge: (id: string) => JsonObject | undefined;
}

/** What was refused of a judged patch: one aside per node, since that is how its author thinks of it; a patch refused whole stays whole. */
export function asidesOf(made: MadePatch, fate: Fate, around: Surroundings): Aside[] {
  const refused = fate.ops.filter(({ status }) => status === "rejected");
  if (fate.code !== undefined) {
    const cause = refused.find(({ code }) => code !== undefined);
    const code = (fate.code === "atomic_abort" && cause?.code) || fate.code;
    return [wholeAside(made, "refused", code, around, cause?.by, fate.message)];
  }
  if (isForgotten(made, fate)) return [wholeAside(made, "refused", "forgotten", around)];
  const groups = new Map<string, { code: string; by?: By; node: string | null; ops: PatchOp[] }>();
  const doubtful = doubtfulOps(made, fate, around.at).map((op) => ({ op, code: "part_forgotten" }));
  const standNot: readonly { op: number; code?: string; by?: By }[] = [...refused, ...doubtful];
  for (const { op: index, code = "invalid", by } of standNot) {
    const op = made.ops[index];
    if (op === undefined) continue;
    const node = nodeOf(op, around);
    const key = `${node ?? ""} ${code}`;
    const group = groups.get(key) ?? { code, by, node, ops: [] };
    groups.set(key, group);
    if (!group.ops.includes(op)) group.ops.push(op);
  }
  return [...groups.values()].map(({ code, by, node, ops }, i) => ({
    ...wholeAside(made, "refused", code, around, by),
    id: i === 0 ? made.id : `${made.id}.${i}`,
    node,
    ops,
  }));
}

/** A whole patch, set aside. */
export function wholeAside(
  made: MadePatch,
  kind: AsideKind,
  code: string,
  around: Surroundings,
  by?: By,
  message?: string,
): Aside {
  const [first] = made.ops;
  return {
    id: made.id,
    kind,
    code,
    message: message === undefined ? wordsFor(code, by) : `${wordsFor(code, by)} (${message})`,
    patch: made.id,
    node: first === undefined ? null : nodeOf(first, around),
    ops: made.ops,
    by: by ?? null,
    at: around.at,
    whenFree: false,
    notice: null,
    ...(kind === "unknown" && { made }),
  };
}

/** An edit that stood and was undone. */
export function undoneAside(notice: Notice, around: Surroundings): Aside {
  const { id, patch, code, path, by, detail } = notice;
  const op = { op: detail.op, path, ...(detail.value !== undefined && { value: detail.value }) } as PatchOp;
  const made: MadePatch = { id: patch, base: null, ts: 0, ops: [op], step: "", kind: "edit" };
  const told = { id, path, buried: detail.buried ?? null };
  return { ...wholeAside(made, "undone", code, around, by), id: `n.${id}`, notice: told };
}

/** The node that an op belongs to: itself, or an edge's source. */
function nodeOf(op: PatchOp, { edge }: Surroundings): string | null {
  const target = targetOf(parsePointer(op.path) ?? []);
  if (target.kind === "whole" || target.ref.kind === "meta") return null;
  if (target.ref.kind === "node") return target.ref.id;
  const value = "value" in op && target.kind === "entity" ? op.value : edge(target.ref.id);
  return isObject(value) && typeof value.source === "string" ? value.source : null;
}
