import fc from "fast-check";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView, NoticeDraft } from "#schemas/change/types.ts";
import { makeNode, makePatch, removeOp, scenarioGraph } from "#tests/support/builders.ts";
import type { Choice, Frame } from "#tests/support/frame.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import type { Reply } from "#tests/support/model.ts";
import { COMMUTING_KINDS } from "#tests/support/op-kinds.ts";
import { anyChoice } from "#tests/support/runs.ts";

/** Two edits made on version 1 by two people who know nothing of each other. */
export interface Pair {
  readonly kinds: readonly [string, string];
  readonly choices: readonly [Omit<Choice, "tag">, Omit<Choice, "tag">];
  /** When A and B made them, ms. */
  readonly times: readonly [number, number];
}

/** What came of a pair in one order. */
export interface Played {
  readonly graph: GraphView;
  readonly notices: readonly NoticeDraft[];
  /** Of A's and of B's patch, whichever came first. */
  readonly replies: readonly [Reply, Reply];
}

/** Any pair of commuting kinds; ties in time, and edits of the same entity, are frequent. */
export function anyPair(): fc.Arbitrary<Pair> {
  const kind = fc.constantFrom(...Object.keys(COMMUTING_KINDS));
  return fc.record({
    kinds: fc.tuple(kind, kind),
    choices: fc.tuple(anyChoice(), anyChoice(), fc.boolean()).map(([a, b, near]) => {
      return [a, near ? { ...b, entity: a.entity } : b] as const;
    }),
    times: fc.constantFrom([10, 20] as const, [20, 10] as const, [10, 10] as const),
  });
}

/** The two ops of a pair on the start graph; undefined where one of them has nothing to be done to. */
export function opsOfPair({ kinds, choices }: Pair): readonly [PatchOp, PatchOp] | undefined {
  const [a, b] = [0, 1].map((i) => {
    const choice = choices[i as 0 | 1];
    return COMMUTING_KINDS[kinds[i as 0 | 1]]?.(startFrame(), { ...choice, tag: "AB"[i] ?? "" });
  });
  return a === undefined || b === undefined ? undefined : [a, b];
}

/** Plays a pair on a fresh world, A's or B's patch first. */
export function playPair(
  ops: readonly [PatchOp, PatchOp],
  times: readonly [number, number],
  first: 0 | 1,
): Played {
  const world = createWorld(startGraph());
  submit(world, makePatch([removeOp("/nodes/gone")], { id: "start", peer: "Z", ts: 1 }), 500);
  const send = (i: 0 | 1) =>
    submit(world, makePatch([ops[i]], { id: `p${i}`, peer: "AB"[i] ?? "", base: 1, ts: times[i] }), 1000);
  const earlier = send(first);
  const later = send(first === 0 ? 1 : 0);
  return {
    graph: currentGraph(world),
    notices: world.notices,
    replies: first === 0 ? [earlier, later] : [later, earlier],
  };
}

/** A pair and what came of it, for a failure to be read. */
export function describePair(ops: readonly [PatchOp, PatchOp], pair: Pair, ab: Played, ba: Played): string {
  const outcomes = ({ replies, notices }: Played) =>
    JSON.stringify({
      replies: replies.map((reply) => (reply.kind === "error" ? reply : reply.outcome.ops)),
      notices,
    });
  return [
    `A@${pair.times[0]} ${JSON.stringify(ops[0])}`,
    `B@${pair.times[1]} ${JSON.stringify(ops[1])}`,
    `A first: ${outcomes(ab)}`,
    `B first: ${outcomes(ba)}`,
  ].join("\n");
}

function startFrame(): Frame {
  const graph = startGraph();
  const { gone, ...nodes } = graph.nodes;
  const { eg: _, ...edges } = graph.edges;
  return { graph: { ...graph, nodes, edges }, dead: gone === undefined ? {} : { gone } };
}

function startGraph(): GraphView {
  const graph = scenarioGraph();
  return {
    ...graph,
    tags: ["s", "t", "u"],
    nodes: { ...graph.nodes, gone: makeNode("gone") },
    edges: { ...graph.edges, eg: { id: "eg", source: "gone", target: "a" } },
  };
}
