import { commit } from "#schemas/change/commit.ts";
import { createState, graphOf } from "#schemas/change/state.ts";
import type { CommitContext, Patch } from "#schemas/change/types.ts";
import { SOP_RULES } from "#schemas/graph/rules.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { sizedGraph } from "./sized-graph.ts";

const PEERS = 10;
/** How many versions an author is behind: what a tenth of a second holds at 200 edits a second. */
const BEHIND = 20;

export type CommitFigures = { nodes: number; commitsPerSecond: number; commits: number };

/** One-op commits a second in this process, on a graph of `nodes`: judging alone, without sockets or disk. */
export function measureCommit(nodes: number, seconds: number): CommitFigures {
  const state = createState(structuredClone(sizedGraph(nodes, Math.floor(nodes * 1.25))));
  const started = performance.now();
  const end = started + seconds * 1000;
  let commits = 0;
  while (performance.now() < end) {
    for (let i = 0; i < 100; i++, commits++) {
      const judgement = commit(state, patchOf(commits, state.version, nodes), contextOf(started + commits));
      if (judgement.kind !== "committed") throw new Error(`not committed: ${JSON.stringify(judgement)}`);
    }
  }
  if (Object.keys(graphOf(state).nodes ?? {}).length !== nodes) throw new Error("the graph lost nodes");
  return { nodes, commits, commitsPerSecond: (commits * 1000) / (performance.now() - started) };
}

function patchOf(number: number, version: number, nodes: number): Patch {
  const path = `/nodes/n${(number * 31) % nodes}/position`;
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
