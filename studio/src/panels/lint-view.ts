import type { GraphView } from "#schemas/change/types.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Finding } from "#schemas/lint/finding.ts";
import { lintGraph } from "#schemas/lint/lint-graph.ts";
import type { Cancel } from "../sync/env.ts";
import type { SopChange, SopClient } from "../sync/types.ts";
import { indexFindings, keepSame, NO_FINDINGS, type FindingsByNode } from "./lint-index.ts";

/** What is to be said against a SOP's view, kept up to date. */
export interface Lint {
  readonly all: () => readonly Finding[];
  readonly of: (node: string) => readonly Finding[];
  readonly subscribe: (changed: () => void) => Cancel;
}

/** Runs something when there is time for it; called off by what it gives back. */
export type WhenIdle = (run: () => void) => Cancel;

/** In a room where somebody always drags, findings are still told: some seconds late. */
const MOST_PUT_OFF = 60;

/** U37: lints the view when it has changed and there is time, and not while nobody listens. */
export function createLint(sop: Pick<SopClient, "graph" | "subscribe">, whenIdle: WhenIdle): Lint {
  const listeners = new Set<() => void>();
  let findings = NO_FINDINGS;
  let byNode: FindingsByNode = new Map();
  let isStale = true;
  let waiting: Cancel | null = null;
  let putOff = 0;

  function run(): void {
    waiting = null;
    putOff = 0;
    isStale = false;
    const before = findings;
    findings = keepSame(findings, lintGraph(sop.graph() as unknown as Graph));
    if (findings === before) return;
    byNode = indexFindings(findings, byNode);
    for (const changed of listeners) changed();
  }

  function runSoon(): void {
    // Put off by each change: nothing is to be said about what is being dragged, until that has gone on for long.
    if (waiting !== null && ++putOff > MOST_PUT_OFF) return;
    waiting?.();
    waiting = whenIdle(run);
  }

  sop.subscribe((change: SopChange) => {
    if (change.kind !== "view") return;
    isStale = true;
    if (listeners.size > 0) runSoon();
  });
  return {
    all: () => findings,
    of: (node) => byNode.get(node) ?? NO_FINDINGS,
    subscribe(changed) {
      listeners.add(changed);
      if (isStale && waiting === null) runSoon();
      return () => {
        listeners.delete(changed);
        if (listeners.size > 0) return;
        waiting?.();
        waiting = null;
      };
    },
  };
}

const past = new WeakMap<GraphView, Lint>();

/** U89: what is to be said against an old version: that never changes. */
export function lintPast(graph: GraphView): Lint {
  const there = past.get(graph);
  if (there !== undefined) return there;
  const findings = lintGraph(graph as unknown as Graph);
  const byNode = indexFindings(findings, new Map());
  const lint: Lint = {
    all: () => findings,
    of: (node) => byNode.get(node) ?? NO_FINDINGS,
    subscribe: () => () => {},
  };
  past.set(graph, lint);
  return lint;
}
