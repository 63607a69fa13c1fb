import { MarkerType } from "@xyflow/react";
import { sizeOfNode } from "#schemas/convert/node-sizes.ts";
import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { Selection } from "../editor/editor-state.ts";
import type { FlowEdge, FlowNode } from "./flow-types.ts";
import { branchesOf, branchTop, handleOfBranch, handlesOf, IN, OUT } from "./handles.ts";
import { titleOf, TYPE_NAMES } from "./title-of.ts";

/** A graph as the canvas is given it. Values that did not change are the very same objects. */
export interface Picture {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** A graph as React Flow draws it. */
export interface Flow {
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
}

/**
 * U10: what React Flow draws. An entity that did not change gives the very same object as before, so that nothing of it
 * is drawn again; `before` gives its arrays back where all of them are the same.
 */
export function toFlow({ nodes, edges }: Picture, selection: Selection, before?: Flow): Flow {
  const selectedNodes = new Set(selection.nodes);
  const selectedEdges = new Set(selection.edges);
  const nodeById = new Map(nodes.map((node) => [node.id, node]));
  const flowNodes = nodes.map((node) => toFlowNode(node, selectedNodes.has(node.id)));
  const flowEdges = edges.flatMap((edge) => {
    const source = nodeById.get(edge.source);
    const target = nodeById.get(edge.target);
    return source === undefined || target === undefined
      ? []
      : [toFlowEdge(edge, source, target, selectedEdges.has(edge.id))];
  });
  return { nodes: keep(before?.nodes, flowNodes), edges: keep(before?.edges, flowEdges) };
}

/** Each entity's flow object, not selected and selected. Entities never change: another value is another object. */
type Twins<T> = [plain: T | undefined, selected: T | undefined];

const nodesMade = new WeakMap<Node, Twins<FlowNode>>();
const edgesMade = new WeakMap<Edge, Twins<MadeEdge>>();

/** What an edge's drawing depends on beside the edge. */
interface MadeEdge {
  readonly from: Node["data"];
  readonly to: Node["data"];
  readonly flow: FlowEdge;
}

/** A node as React Flow draws it: the very same object for the same node. */
export function toFlowNode(node: Node, isSelected: boolean): FlowNode {
  const twins = nodesMade.get(node) ?? [undefined, undefined];
  nodesMade.set(node, twins);
  return (twins[isSelected ? 1 : 0] ??= makeNode(node, isSelected));
}

function makeNode(node: Node, isSelected: boolean): FlowNode {
  const size = sizeOfNode(node);
  return {
    id: node.id,
    type: node.type,
    position: node.position,
    data: node.data,
    selected: isSelected,
    ...size,
    measured: size,
    handles: handlesOf(node),
    ariaLabel: `${TYPE_NAMES[node.type]}: ${titleOf(node)}`,
    domAttributes: ROLES[node.type],
  } as FlowNode;
}

const ROLES = {
  step: { "aria-roledescription": "step" },
  condition: { "aria-roledescription": "condition" },
  tool: { "aria-roledescription": "tool" },
};

function toFlowEdge(edge: Edge, source: Node, target: Node, isSelected: boolean): FlowEdge {
  const twins = edgesMade.get(edge) ?? [undefined, undefined];
  edgesMade.set(edge, twins);
  const at = isSelected ? 1 : 0;
  const made = twins[at];
  if (made?.from === source.data && made.to === target.data) return made.flow;
  const flow = makeEdge(edge, source, target, isSelected);
  twins[at] = { from: source.data, to: target.data, flow };
  return flow;
}

function makeEdge(edge: Edge, source: Node, target: Node, isSelected: boolean): FlowEdge {
  const branch = edge.sourceHandle;
  // A branch that is gone keeps its edges: they leave by the common way out until somebody ties them anew.
  const row = branch === undefined ? -1 : branchesOf(source).indexOf(branch);
  const text = edge.label?.trim() || branch || "";
  const ends = `Connection from ${endName(source, target)} to ${endName(target, source)}`;
  return {
    id: edge.id,
    type: "branch",
    source: edge.source,
    target: edge.target,
    sourceHandle: row < 0 || branch === undefined ? OUT : handleOfBranch(branch),
    targetHandle: IN,
    selected: isSelected,
    data: {
      text,
      drop: row < 0 ? 0 : sizeOfNode(source).height - branchTop(row),
      // Branches to one node run together at its end: their names stand one after the other.
      at: row < 0 ? 0.5 : 0.2 + 0.6 * ((row * 0.618) % 1),
      lane: row < 0 ? 0 : branchesOf(source).length - 1 - row,
      above: Math.max(0, row),
    },
    ariaLabel: text === "" ? ends : `${ends}: ${text}`,
    ariaRole: "group",
    domAttributes: CONNECTION,
    markerEnd: isSelected ? SELECTED_ARROW : ARROW,
    // Where several end at one place, the selected one is taken hold of.
    zIndex: isSelected ? 0 : -1,
  };
}

/** What an end is called: a step and its condition often have one title. */
function endName(node: Node, other: Node): string {
  const title = titleOf(node);
  return title === titleOf(other) ? `${node.type} ${title}` : title;
}

/** Reached from its nodes (see `focusNextEdge`): as stops of Tab, edges would be most of the way. */
const CONNECTION = { "aria-roledescription": "connection", tabIndex: -1 };
const ARROW = { type: MarkerType.ArrowClosed, color: "var(--edge)", width: 16, height: 16 } as const;
const SELECTED_ARROW = { ...ARROW, color: "var(--accent)" } as const;

/** The old array where every item is the very same. */
function keep<T>(before: T[] | undefined, after: T[]): T[] {
  const isSame = before?.length === after.length && after.every((item, i) => item === before[i]);
  return isSame ? before : after;
}
