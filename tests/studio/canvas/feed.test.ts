import { expect, mock, test } from "bun:test";
import type { Place } from "#schemas/convert/layout.ts";
import { createFeed, type FeedParts } from "#studio/canvas/feed.ts";
import type { FlowEdge, FlowNode } from "#studio/canvas/flow-types.ts";
import { edgeOf, stepAt } from "./nodes.ts";

test("[U80] what only moves is brought to React Flow now and then, and all moves of that time together", () => {
  const { feed, flow, show, timer } = makeFeed();
  expect(flow.nodes.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  show({ b: { x: 10, y: 210 } });
  show({ a: { x: 1, y: 1 }, b: { x: 20, y: 220 } });
  expect(flow.setNodes).toHaveBeenCalledTimes(1);
  timer.run();
  expect(flow.setNodes).toHaveBeenCalledTimes(2);
  expect(flow.nodes.map(({ position }) => position.x)).toEqual([1, 20, 0]);
  expect(flow.setEdges).toHaveBeenCalledTimes(1);
  feed.settle();
  expect(flow.setNodes).toHaveBeenCalledTimes(2);
});

test("[U80] what is new, gone or selected is drawn at once, with what moved until then", () => {
  const { flow, show, timer } = makeFeed();
  show({ b: { x: 10, y: 210 } });
  show({ c: null });
  expect(flow.nodes.map(({ id, position }) => [id, position.x])).toEqual([
    ["a", 0],
    ["b", 10],
  ]);
  expect(timer.isSet()).toBe(false);
});

test("[U81] the edges of a node that moves follow in the same frame, whichever end it is, and both ends of one between two", () => {
  const { show, shifted, timer } = makeFeed();
  show({ b: { x: 10, y: 205 } });
  expect(shifted).toEqual({ "a-b": [still, { x: 10, y: 5 }], "b-c": [{ x: 10, y: 5 }, still] });
  show({ a: { x: 0, y: 7 } });
  expect(shifted["a-b"]).toEqual([
    { x: 0, y: 7 },
    { x: 10, y: 5 },
  ]);
  // Back to where React Flow has it: React would find nothing to do.
  show({ a: { x: 0, y: 0 }, b: { x: 0, y: 200 } });
  timer.run();
  expect(shifted).toEqual({ "a-b": [still, still], "b-c": [still, still] });
});

test("[U81] what is taken hold of is for React Flow where it is seen", () => {
  const { feed, flow, show, timer } = makeFeed();
  show({ a: { x: 3, y: 3 } });
  feed.settle();
  expect(flow.nodes[0]?.position).toEqual({ x: 3, y: 3 });
  expect(timer.isSet()).toBe(false);
});

test("[U95] labels find their places at once where something is new, and of what moved when it was let go of", () => {
  const { feed, show, timer, rest, labels, held } = makeFeed();
  expect(labels.place).toHaveBeenCalledTimes(1);
  held.is = true;
  show({ b: { x: 10, y: 205 } });
  timer.run();
  show({ b: { x: 20, y: 205 } });
  timer.run();
  // Held still, it is held all the same; what comes in meanwhile moves no label.
  rest.run();
  show({ c: null });
  expect(labels.place).toHaveBeenCalledTimes(1);
  held.is = false;
  rest.run();
  expect(labels.place).toHaveBeenCalledTimes(2);
  expect(rest.isSet()).toBe(false);
  // Seen elsewhere than where React Flow has it: it is not at rest.
  show({ a: { x: 1, y: 1 } });
  timer.run();
  show({ a: { x: 2, y: 2 } });
  rest.run();
  expect(labels.place).toHaveBeenCalledTimes(2);
  feed.stop();
  expect([timer.isSet(), rest.isSet()]).toEqual([false, false]);
});

const still = { x: 0, y: 0 };

/** A feed of three nodes in a row, with a React Flow that only keeps what it is told. */
function makeFeed() {
  const edges = [edgeOf("a", "b"), edgeOf("b", "c")];
  let picture = { nodes: [stepAt("a"), stepAt("b", 0, 200), stepAt("c", 0, 400)], edges };
  const selection = { nodes: [], edges: [] };
  const timers = new Map<number, () => void>();
  const held = { is: false };
  const labels = { place: mock(() => {}) };
  const shifted: Record<string, [Place, Place]> = {};
  const follow = (id: string) => [id, (...ends: [Place, Place]) => void (shifted[id] = ends)] as const;
  const flow = {
    nodes: [] as FlowNode[],
    edges: [] as FlowEdge[],
    domNode: null,
    nodeLookup: new Map<string, { readonly internals: { readonly positionAbsolute: Place } }>(),
    setNodes: mock((nodes: FlowNode[]) => {
      flow.nodes = nodes;
      for (const { id, position } of nodes)
        flow.nodeLookup.set(id, { internals: { positionAbsolute: position } });
    }),
    setEdges: mock((edges: FlowEdge[]) => void (flow.edges = edges)),
  };
  const feed = createFeed({
    picture: () => picture,
    selection: () => selection,
    flow: () => flow as unknown as ReturnType<FeedParts["flow"]>,
    edges: new Map(edges.map(({ id }) => follow(id))),
    labels,
    isHeld: () => held.is,
    later(ms, then) {
      timers.set(ms, then);
      return () => void timers.delete(ms);
    },
  });
  /** Nodes elsewhere; null: gone. */
  function show(places: Readonly<Record<string, Place | null>>): void {
    const nodes = picture.nodes.flatMap((node) => {
      const position = places[node.id];
      if (position === null) return [];
      return [position === undefined ? node : { ...node, position }];
    });
    picture = { nodes, edges };
    feed.draw();
  }

  function timer(ms: number) {
    const run = () => {
      const then = timers.get(ms);
      timers.delete(ms);
      then?.();
    };
    return { run, isSet: () => timers.has(ms) };
  }

  feed.draw();
  return {
    feed,
    held,
    labels,
    flow,
    shifted,
    show,
    timer: timer(150),
    rest: timer(300),
  };
}
