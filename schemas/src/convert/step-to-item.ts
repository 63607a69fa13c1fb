import type { Graph } from "../graph/graph.ts";
import type { Node } from "../graph/node.ts";
import { byPlace, type ConditionNode, type StepNode, type ToolNode } from "../graph/order.ts";
import { addBranches, freeKey, type WayOut } from "./ways-out.ts";
import type { Branch, Item, ItemRest, Suggestion } from "./expert-sop.ts";
import type { Reading } from "./reading.ts";
import { sortUnique, type Refs } from "./refs.ts";

/** A step, with the conditions it leads to and the tools it is joined to, as an item of a decision tree. */
export function stepToItem(step: StepNode, kept: ItemRest, reading: Reading): Item {
  const decisions = conditionsAfter(step, reading);
  const criteria = new Map(Object.entries(step.data.criteria ?? {}));
  const ways = new Map<string, WayOut>();
  for (const node of decisions) {
    for (const [key, text] of Object.entries(node.data.criteria ?? {}))
      if (criteria.get(key) !== text) criteria.set(freeKey(criteria, key), text);
    addBranches(ways, node, reading);
  }
  const suggestions = [
    ...withKept(step.data.tool_suggestions ?? [], kept.tool_suggestions ?? []),
    ...toolsAt(step, reading).map(({ data }): Suggestion => ({ ...data })),
  ];
  const item: Item = { step: step.data.step, instruction: step.data.instruction };
  if (criteria.size > 0 || step.data.criteria !== undefined) item.criteria = Object.fromEntries(criteria);
  if (ways.size > 0 || decisions.some((node) => node.data.conditions !== undefined)) {
    const branches = [...ways].map(([key, way]) => [key, toBranch(way, kept.conditions, key, reading)]);
    item.conditions = Object.fromEntries(branches) as Record<string, Branch>;
  }
  if (suggestions.length > 0 || step.data.tool_suggestions !== undefined) item.tool_suggestions = suggestions;
  const next = reading.links.from(step.id).map((edge) => reading.indexOf(edge.target));
  return withNext({ ...kept.members, ...item }, [], sortUnique(next.filter(isDefined)), reading.refs);
}

/** An action that is the name of a step follows its edge; any other stays, and `next` says where it leads. */
function toBranch(
  { action, sla_min, targets }: WayOut,
  kept: ItemRest["conditions"],
  key: string,
  { refs, names }: Reading,
): Branch {
  const branch: Branch = { ...(kept !== undefined && Object.hasOwn(kept, key) ? kept[key] : {}), action };
  if (sla_min !== undefined) branch.sla_min = sla_min;
  const named = refs.named(action);
  if (named === undefined) return withNext(branch, [], targets, refs);
  const [target] = targets;
  const isSaid = isSame(refs.read(branch["next"]) ?? [named], targets);
  if (isSaid || target === undefined || targets.length > 1) return withNext(branch, [named], targets, refs);
  // An edge that was drawn elsewhere: who reads no `next` must not be led to the old step.
  const name = names[target] ?? "";
  const isName = refs.named(name) === target;
  return isName
    ? withNext({ ...branch, action: name }, [target], targets, refs)
    : withNext(branch, [named], targets, refs);
}

/** Leaves a `next` as it was where it still says the truth, or says it anew where the truth does not go without saying. */
function withNext<T extends Record<string, unknown>>(
  given: T,
  implied: readonly number[],
  targets: readonly number[],
  refs: Refs,
): T {
  const said = refs.read(given["next"]);
  if (isSame(said ?? implied, targets)) return given;
  const { next: _next, ...others } = given;
  return (isSame(implied, targets)
    ? others
    : { ...others, next: targets.map((item) => refs.write(item)) }) as unknown as T;
}

function conditionsAfter(step: StepNode, { graph, links }: Reading): ConditionNode[] {
  const ahead = new Set(links.from(step.id).map((edge) => edge.target));
  return nodesOf(graph, ahead)
    .filter((node) => node.type === "condition")
    .sort(byPlace);
}

/** Whichever way the edge was drawn. */
function toolsAt(step: StepNode, { graph, links }: Reading): ToolNode[] {
  const ahead = links.from(step.id).map((edge) => edge.target);
  const behind = links.to(step.id).map((edge) => edge.source);
  return nodesOf(graph, new Set([...ahead, ...behind]))
    .filter((node) => node.type === "tool")
    .sort(byPlace);
}

function nodesOf(graph: Graph, ids: ReadonlySet<string>): Node[] {
  return [...ids].map((id) => graph.nodes[id]).filter(isDefined);
}

/** Each suggestion with the members it came with, found by name and when. */
function withKept(suggestions: readonly Suggestion[], kept: readonly Suggestion[]): Suggestion[] {
  const left = [...kept];
  return suggestions.map((suggestion) => {
    const at = left.findIndex(({ name, when }) => name === suggestion.name && when === suggestion.when);
    return at < 0 ? { ...suggestion } : (left.splice(at, 1)[0] ?? suggestion);
  });
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}
