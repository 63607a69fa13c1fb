import { equalJson, isArray, member, type Json } from "#schemas/json.ts";
import { literalValue } from "#schemas/change/pending.ts";
import { parsePointer } from "#schemas/change/pointer.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { targetOf } from "#schemas/change/target.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { MadePatch } from "../core/pending.ts";
import type { Write } from "../store/store.ts";
import type { Aside, Asides, Comparison, Edit, EditReceipt } from "../types.ts";
import type { Quarantine } from "./quarantine.ts";

/** What acting on asides needs of its session. */
export interface AsideActions {
  readonly quarantine: Quarantine;
  /** The graph as it is shown. */
  readonly graph: () => GraphView;
  readonly edit: (edit: Edit, alongside: () => readonly Write[]) => EditReceipt;
  /** As `edit`; `alongside` is kept with what is made, in one write: a tab that is lost then has the one or the other. */
  readonly again: (made: MadePatch, alongside: () => readonly Write[]) => EditReceipt;
  /** Keeps what changed, and tells subscribers. */
  readonly changed: (writes: readonly Write[]) => void;
}

/** The quarantine as its user sees it. */
export function createAsides({ quarantine, graph, edit, again, changed }: AsideActions): Asides {
  const gone = (id: string) => changed(quarantine.remove(id));
  return {
    list: quarantine.list,
    compare: (id) => quarantine.find(id)?.ops.map((op) => compareOp(op, graph())) ?? [],
    retry(id) {
      const aside = quarantine.find(id);
      if (aside === undefined) return null;
      const leave = () => quarantine.remove(id);
      const receipt = aside.made === undefined ? edit(aside.ops, leave) : again(aside.made, leave);
      gone(id);
      return receipt;
    },
    restore(id) {
      const aside = quarantine.find(id);
      const op = aside === undefined ? null : restoringOp(aside, graph());
      if (op === null) return null;
      const receipt = edit([op], () => quarantine.remove(id));
      gone(id);
      return receipt;
    },
    copy(id) {
      const aside = quarantine.find(id);
      if (aside === undefined) return "";
      const { ops, code, message, notice } = aside;
      return JSON.stringify(
        { ops, code, message, ...(notice?.buried != null && { buried: notice.buried }) },
        null,
        2,
      );
    },
    discard: gone,
    sendWhenFree(id, whenFree) {
      const aside = quarantine.find(id);
      if (aside !== undefined) changed(quarantine.put({ ...aside, whenFree }));
    },
  };
}

function compareOp(op: PatchOp, graph: GraphView): Comparison {
  return { path: op.path, mine: "value" in op ? op.value : undefined, theirs: valueIn(graph, op.path) };
}

/** Puts what was buried where it was; null: nothing was, or it is there again. */
function restoringOp({ notice, ops }: Aside, graph: GraphView): PatchOp | null {
  const path = notice?.path ?? ops[0]?.path;
  const target = path === undefined ? null : targetOf(parsePointer(path) ?? []);
  if (path === undefined || target === null || target.kind === "whole") return null;
  const { kind, id } = target.ref;
  const isEntityThere = kind === "meta" || member(graph[`${kind}s`], id) !== undefined;
  const [first] = ops;
  const value = notice?.buried ?? (first !== undefined && "value" in first ? first.value : undefined);
  if (value === undefined || value === null) return null;
  if (!isEntityThere) return { op: "add", path: `/${kind}s/${id}`, value };
  return target.kind === "inside" ? restoringPlace(graph, path, value) : null;
}

function restoringPlace(graph: GraphView, path: string, value: Json): PatchOp | null {
  const at = path.slice(0, path.lastIndexOf("/"));
  const list = valueIn(graph, at);
  if (isArray(list)) {
    const index = Number(path.slice(at.length + 1));
    return { op: "add", path: index < list.length ? path : `${at}/-`, value };
  }
  return equalJson(valueIn(graph, path), value) ? null : { op: "add", path, value };
}

function valueIn(graph: GraphView, path: string): Json | undefined {
  return literalValue(graph, parsePointer(path) ?? []);
}
