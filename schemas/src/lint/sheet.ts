import type { Edge } from "../graph/edge.ts";
import type { Graph } from "../graph/graph.ts";
import type { Links } from "../graph/links.ts";
import type { Node } from "../graph/node.ts";
import type { StepNode } from "../graph/order.ts";

/** A graph as every rule reads it. */
export interface Sheet {
  readonly graph: Graph;
  /** In reading order. */
  readonly nodes: readonly Node[];
  readonly steps: readonly StepNode[];
  /** By id. */
  readonly edges: readonly Edge[];
  /** Each node's edges by id. */
  readonly links: Links;
}

/** What people call a node. */
export function nameOf(node: Node): string {
  switch (node.type) {
    case "step":
      return quote(node.data.step);
    case "condition":
      return quote(node.data.field);
    case "tool":
      return quote(node.data.name);
  }
}

/** A text of the document within a sentence: one line, not too long. */
export function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim().toWellFormed();
  // Not half a letter: a pair of surrogates is cut whole.
  const start = line.slice(0, MOST_CHARS).replace(/[\ud800-\udbff]$/, "");
  return `“${start}${line.length > MOST_CHARS ? "…" : ""}”`;
}

const MOST_CHARS = 60;
