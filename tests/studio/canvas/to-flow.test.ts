import { expect, test } from "bun:test";
import fc from "fast-check";
import { endsOfConnection } from "#studio/canvas/from-flow.ts";
import { handleOfBranch, IN, OUT } from "#studio/canvas/handles.ts";
import { toFlow } from "#studio/canvas/to-flow.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { PROPERTY_TIMEOUT_MS, volume } from "#tests/support/runs.ts";
import { conditionAt, edgeOf, finder, pictureOf, stepAt } from "./nodes.ts";

const NOTHING = { nodes: [], edges: [] };

test(
  "[U10] any graph is drawn whole: every node with its own data, every edge between handles that are there",
  () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const flow = toFlow(pictureOf(graph), NOTHING);
        expect(flow.nodes.map(({ id }) => id)).toEqual(Object.keys(graph.nodes));
        expect(flow.edges.map(({ id }) => id)).toEqual(Object.keys(graph.edges));
        for (const node of flow.nodes) expect(node.data).toBe(graph.nodes[node.id]?.data as never);
        const handles = new Map(
          flow.nodes.map((node) => [node.id, new Set(node.handles?.map(({ id }) => id))]),
        );
        for (const { source, target, sourceHandle, targetHandle } of flow.edges) {
          expect(handles.get(source)?.has(sourceHandle)).toBe(true);
          expect(handles.get(target)?.has(targetHandle)).toBe(true);
        }
      }),
      volume(200, 5000),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

test("[U10] the ends of a drawn edge mean the ends that it has, but for a branch that is gone", () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const picture = pictureOf(graph);
      for (const { id, source, target, sourceHandle } of toFlow(picture, NOTHING).edges) {
        const ends = endsOfConnection(
          { source, target, sourceHandle: sourceHandle ?? null },
          finder(picture.nodes),
        );
        const edge = graph.edges[id];
        const from = graph.nodes[source];
        const branches = from?.type === "condition" ? Object.keys(from.data.conditions ?? {}) : [];
        const branch = edge?.sourceHandle;
        const isThere = branch !== undefined && branches.includes(branch);
        expect(ends).toEqual({ source, target, ...(isThere && { sourceHandle: branch }) });
      }
    }),
    volume(200, 5000),
  );
});

test("[U10] what did not change is the very same object, also when others changed", () => {
  const [a, b, c] = [stepAt("a"), stepAt("b", 0, 200), stepAt("c", 0, 400)];
  const edges = [edgeOf("a", "b"), edgeOf("b", "c")];
  const before = toFlow({ nodes: [a, b, c], edges }, NOTHING);
  const moved = { ...c, position: { x: 5, y: 5 } };
  const after = toFlow({ nodes: [a, b, moved], edges }, NOTHING, before);
  expect(after.nodes[0]).toBe(before.nodes[0] as never);
  expect(after.nodes[1]).toBe(before.nodes[1] as never);
  expect(after.nodes[2]).not.toBe(before.nodes[2] as never);
  expect(after.nodes[2]?.data).toBe(before.nodes[2]?.data as never);
  // No edge has anything to do with where its nodes are.
  expect(after.edges).toBe(before.edges);
  expect(toFlow({ nodes: [a, b, moved], edges }, NOTHING, after)).toEqual(after);
  expect(toFlow({ nodes: [a, b, moved], edges }, NOTHING, after).nodes).toBe(after.nodes);
});

test("[U10] selecting makes another object of what is selected alone, and the same one each time", () => {
  const nodes = [stepAt("a"), stepAt("b")];
  const edges = [edgeOf("a", "b")];
  const plain = toFlow({ nodes, edges }, NOTHING);
  const selected = toFlow({ nodes, edges }, { nodes: ["a"], edges: ["a-b"] }, plain);
  expect(selected.nodes.map(({ selected }) => selected)).toEqual([true, false]);
  expect(selected.nodes[1]).toBe(plain.nodes[1] as never);
  expect(selected.edges[0]?.selected).toBe(true);
  const again = toFlow({ nodes, edges }, { nodes: ["a"], edges: [] }, selected);
  expect(again.nodes).toBe(selected.nodes);
  expect(again.edges[0]).toBe(plain.edges[0] as never);
});

test("[U12] a selected edge is drawn over the others, and no edge over a node", () => {
  const nodes = [stepAt("a"), stepAt("b"), stepAt("c")];
  const { edges } = toFlow(
    { nodes, edges: [edgeOf("a", "b"), edgeOf("c", "b")] },
    { nodes: [], edges: ["a-b"] },
  );
  const [selected, other] = edges.map(({ zIndex }) => zIndex ?? 0);
  expect(selected).toBeGreaterThan(other ?? 0);
  expect(selected).toBeLessThanOrEqual(0);
});

test("[U10] an edge is named by its ends, and drawn again when one of them gets another name", () => {
  const [a, b] = [stepAt("a"), stepAt("b")];
  const edge = edgeOf("a", "b");
  const before = toFlow({ nodes: [a, b], edges: [edge] }, NOTHING);
  expect(before.edges[0]?.ariaLabel).toBe("Connection from a to b");
  const renamed = { ...b, data: { step: "Close", instruction: "" } } as typeof b;
  const after = toFlow({ nodes: [a, renamed], edges: [edge] }, NOTHING, before);
  expect(after.edges[0]?.ariaLabel).toBe("Connection from a to Close");
});

test("[U10] a branch's edge leaves by its handle, whatever its key; without the branch by the common way out", () => {
  const keys = ['"', "", "a b", "\ud800", "out", "'"];
  for (const key of keys) {
    const [node] = toFlow({ nodes: [conditionAt("q", [key])], edges: [] }, NOTHING).nodes;
    const handles = node?.handles?.map(({ id }) => id) ?? [];
    expect(handles).toEqual([IN, OUT, handleOfBranch(key)]);
    expect(handles.every((id) => !/["'\\]/.test(id?.replaceAll("'", "") ?? ""))).toBe(true);
    expect(new Set(handles).size).toBe(3);
  }
  const edges = [edgeOf("q", "a", "high"), { ...edgeOf("q", "a", "gone"), id: "e" }];
  const flow = toFlow({ nodes: [conditionAt("q", ["high"]), stepAt("a")], edges }, NOTHING);
  expect(flow.edges.map(({ sourceHandle }) => sourceHandle)).toEqual([handleOfBranch("high"), OUT]);
  expect(flow.edges.map(({ data }) => data?.text)).toEqual(["high", "gone"]);
});
