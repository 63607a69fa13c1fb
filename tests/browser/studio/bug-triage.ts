import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
import { ExpertSop } from "#schemas/convert/expert-sop.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { TEMPLATES } from "#tests/support/templates.ts";

/** The whole template as the graph that it is. */
export function templateGraph(): Graph {
  const made = unitToGraph(ExpertSop.parse(TEMPLATES["bug-triage"]), DEFAULT_LIMITS);
  if ("code" in made) throw new Error(made.message);
  return made.graph;
}

/** An item of the template as somebody reads it who has it on paper. */
export interface Item {
  readonly step: string;
  readonly instruction: string;
  readonly criteria?: Readonly<Record<string, string>>;
  readonly conditions?: Readonly<Record<string, Branch>>;
  readonly tool_suggestions?: readonly { readonly name: string; readonly when: string }[];
  readonly next?: readonly string[];
}

interface Branch {
  readonly action: string;
  readonly sla_min?: number;
  readonly next?: readonly string[];
}

/** The template as it is on paper. */
export const PAPER = TEMPLATES["bug-triage"] as {
  readonly name: string;
  readonly domain: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly decision_tree: readonly Item[];
};

/** An item by its name. */
export function itemOf(name: string): Item {
  const item = PAPER.decision_tree.find(({ step }) => step === name);
  if (item === undefined) throw new Error(`the paper has no “${name}”`);
  return item;
}

/** Items as people write them down, by the help that stands beside the field; `later`: what is not there yet. */
export function writeDown(items: readonly Item[], later: readonly string[]): string {
  return items
    .map((item, i) => {
      const {
        step,
        instruction,
        criteria = {},
        conditions = {},
        tool_suggestions: tools = [],
        next = [],
      } = item;
      const branches = Object.entries(later.includes(`? ${step}`) ? {} : conditions);
      return [
        `${i + 1}. ${step}: ${instruction}`,
        ...Object.entries(criteria).map(([name, text]) => `   - ${name}: ${text}`),
        ...tools.map(({ name, when }) => `   ! ${name}: ${when}`),
        ...(branches.length === 0 ? [] : [`   ? ${step}`]),
        ...branches.map(([key, branch]) => `     - ${writeBranch(key, branch)}`),
        `   -> ${next.find((title) => !later.includes(title)) ?? "(end)"}`,
      ]
        .filter((line) => branches.length === 0 || !line.startsWith("   ->"))
        .join("\n");
    })
    .join("\n\n");
}

function writeBranch(key: string, { action, sla_min: minutes, next = [] }: Branch): string {
  const time = minutes === undefined ? "" : ` (${minutes} min)`;
  return `${key}${time}: ${action}${next.map((title) => ` -> ${title}`).join("")}`;
}

/** What a graph says, whatever its ids are and wherever its nodes stand: a node is known by its type and title. */
export function saidBy({ nodes, edges, ...meta }: Graph) {
  const nameOf = (id: string) => {
    const node = nodes[id];
    if (node === undefined) throw new Error(`an end is not there: ${id}`);
    const { type, data } = node;
    return `${type} ${type === "step" ? data.step : type === "condition" ? data.field : data.name}`;
  };
  const ways = Object.values(edges).map(({ id: _id, source, target, ...rest }) => {
    return JSON.stringify([nameOf(source), nameOf(target), rest.sourceHandle, rest.targetHandle, rest.label]);
  });
  return {
    meta,
    nodes: Object.keys(nodes)
      .map((id) => ({ name: nameOf(id), type: nodes[id]?.type, data: nodes[id]?.data }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    edges: ways.toSorted(),
  };
}

/** What a screen reader is to find of a graph on a canvas. */
export function toBeShown({ nodes, edges }: Graph): string[] {
  const kinds = { step: "Step", condition: "Condition", tool: "Tool" };
  const title = (id: string) => {
    const node = nodes[id];
    if (node === undefined) return "";
    return node.type === "step"
      ? node.data.step
      : node.type === "condition"
        ? node.data.field
        : node.data.name;
  };
  const end = (id: string, other: string) =>
    title(id) === title(other) ? `${nodes[id]?.type} ${title(id)}` : title(id);
  return [
    ...Object.values(nodes).map(({ id, type }) => `${kinds[type]}: ${title(id)}`),
    ...Object.values(edges).map(({ source, target, sourceHandle: branch }) => {
      const ends = `Connection from ${end(source, target)} to ${end(target, source)}`;
      return branch === undefined ? ends : `${ends}: ${branch}`;
    }),
  ].toSorted();
}
