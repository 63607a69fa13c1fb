import type { Edge } from "#schemas/graph/edge.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Node, NodeType } from "#schemas/graph/node.ts";

/** What a text says of a node: everything but its id and its place. */
export type BareNode = BareOf<NodeType>;
type BareOf<T extends NodeType> = { readonly [K in T]: Pick<Extract<Node, { type: K }>, "type" | "data"> }[T];

/** An end of a connection: the index of a node that the text makes, or the id of one that is there already. */
export type End = number | string;

/** A connection that a text asks for. */
export interface Link extends Pick<Edge, "sourceHandle" | "targetHandle" | "label"> {
  readonly source: End;
  readonly target: End;
}

/** What a text says of the SOP itself. */
export type OutlineMeta = Partial<Pick<Graph, "name" | "domain" | "description" | "tags">>;

/** What could not be read, or was read in one of two ways. Lines count from 1. */
export interface Problem {
  readonly line: number;
  readonly text: string;
}

/** What a text makes of a SOP. */
export interface Outline {
  readonly meta: OutlineMeta;
  readonly nodes: readonly BareNode[];
  readonly links: readonly Link[];
  readonly problems: readonly Problem[];
}

/** A node that is on the canvas already, to be spoken of by its title. */
export interface There {
  readonly id: string;
  readonly type: NodeType;
  readonly title: string;
  /** Branches of a condition that lead nowhere yet, with what they do. */
  readonly open?: readonly { readonly branch: string; readonly action: string }[];
}

/** The text that names a node, as it is in its data. */
export function nameOf({ type, data }: BareNode): string {
  return type === "step" ? data.step : type === "condition" ? data.field : data.name;
}
