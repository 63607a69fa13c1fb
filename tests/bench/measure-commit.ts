import { commit } from "#schemas/change/commit.ts";
import { createState, graphOf } from "#schemas/change/state.ts";
import type { CommitContext, Patch } from "#schemas/change/types.ts";
import { SOP_RULES } from "#schemas/graph/rules.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { sizedGraph } from "./sized-graph.ts";

const PEERS = 10;
/** How often a dragged node is sent before the writer takes the next one: two seconds of a drag. */
const MOVES_PER_DRAG = 8;
/** How many versions an author is behind: what a tenth of a second holds at 200 edits a second. */
const BEHIND = 20;

export type CommitFigures = {
  nodes: number;
  movesPerDrag: number;
  commitsPerSecond: number;
  commits: number;
};

/**
 * One-op commits a second in this process, on a graph of `nodes`: judging alone, without sockets or disk. Ten writers
 * drag node after node all over the graph; `movesPerDrag` 1 scatters the writes, so that each finds its node cold.
 */
export function measureCommit(nodes: number, seconds: number, movesPerDrag = MOVES_PER_DRAG): CommitFigures {
  const state = createState(structuredClone(sizedGraph(nodes, Math.floor(nodes * 1.25))));
  const started = performance.now();
  const end = started + seconds * 1000;
  let commits = 0;
  while (performance.now() < end) {
    for (let i = 0; i < 100; i++, commits++) {
      const judgement = commit(
        state,
        patchOf(commits, state.version, nodeOf(commits, nodes, movesPerDrag)),
        contextOf(started + commits),
      );
      if (judgement.kind !== "committed") throw new Error(`not committed: ${JSON.stringify(judgement)}`);
    }
  }
  if (Object.keys(graphOf(state).nodes ?? {}).length !== nodes) throw new Error("the graph lost nodes");
  return { nodes, movesPerDrag, commits, commitsPerSecond: (commits * 1000) / (performance.now() - started) };
}

/** Writers take turns; each drags its node a number of times, then another one far away. */
function nodeOf(number: number, nodes: number, movesPerDrag: number): number {
  const drag = Math.floor(number / (PEERS * movesPerDrag)) * PEERS + (number % PEERS);
  return (drag * 31) % nodes;
}

function patchOf(number: number, version: number, node: number): Patch {
  const path = `/nodes/n${node}/position`;
  return {
    id: String(number),
    peer: `bench/peer-${number % PEERS}`,
    base: Math.max(0, version - BEHIND),
    ts: number,
    ops: [{ op: "replace", path, value: { x: number % 4000, y: number % 3001 } }],
    atomic: false,
  };
}

function contextOf(arrival: number): CommitContext {
  return { arrival, rules: SOP_RULES, limits: DEFAULT_LIMITS, lockHolder: () => undefined };
}
