import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Node } from "#schemas/graph/node.ts";
import { redraw } from "#studio/canvas/redraw.ts";
import { toFlow } from "#studio/canvas/to-flow.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { volume } from "#tests/support/runs.ts";
import { edgeOf, pictureOf, stepAt } from "./nodes.ts";

const NOTHING = { nodes: [], edges: [] };

test("[U10] after any moves, renamings and removals the same is drawn as from the beginning", () => {
  const anyChange = fc.array(fc.constantFrom("stays", "moves", "moves", "is another", "goes"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(anyGraph, anyChange, (graph, changes) => {
      const before = pictureOf(graph);
      const nodes = before.nodes.flatMap((node, i): Node[] => {
        switch (changes[i]) {
          case "moves":
            return [{ ...node, position: { x: node.position.x + 1, y: i } }];
          case "is another":
            return [{ ...node, data: { ...node.data } } as Node];
          case "goes":
            return [];
          default:
            return [node];
        }
      });
      const first = redraw(null, before, NOTHING);
      const after = redraw(first, { ...before, nodes }, NOTHING);
      expect(after.flow).toEqual(toFlow({ ...before, nodes }, NOTHING));
      expect(after.flow).toEqual(redraw(null, { ...before, nodes }, NOTHING).flow);
    }),
    volume(200, 5000),
  );
});

test("[U80] where nodes moved and nothing else, it says which; everything else is the very same", () => {
  const [a, b] = [stepAt("a"), stepAt("b", 0, 200)];
  const edges = [edgeOf("a", "b")];
  const selection = { nodes: ["b"], edges: [] };
  const before = redraw(null, { nodes: [a, b], edges }, selection);
  expect(before.moved).toBeNull();
  const there = { ...b, position: { x: 5, y: 5 } };
  const after = redraw(before, { nodes: [a, there], edges }, selection);
  expect(after.moved).toEqual([{ ...before.flow.nodes[1], position: { x: 5, y: 5 } } as never]);
  expect(after.flow.nodes[0]).toBe(before.flow.nodes[0] as never);
  expect(after.flow.nodes[1]?.selected).toBe(true);
  expect(after.flow.edges).toBe(before.flow.edges);
  const same = redraw(after, { nodes: [a, there], edges: [...edges] }, selection);
  expect(same.moved).toEqual([]);
  expect(same.flow).toBe(after.flow);
  expect(redraw(after, { nodes: [a, there], edges }, { ...selection }).moved).toBeNull();
  expect(redraw(after, { nodes: [a, there], edges: [] }, selection).moved).toBeNull();
});
