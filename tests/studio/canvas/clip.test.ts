import { expect, test } from "bun:test";
import fc from "fast-check";
import type { GraphView } from "#schemas/change/types.ts";
import { clipOf, pasteOps, placeBeside, readClip, writeClip } from "#studio/canvas/clip.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { volume } from "#tests/support/runs.ts";
import { edgeOf, pictureOf, stepAt } from "./nodes.ts";

const PICTURE = {
  nodes: [stepAt("a", 0, 0), stepAt("b", 0, 200), stepAt("c", 0, 400)],
  edges: [edgeOf("a", "b"), edgeOf("b", "c")],
};

test("[U15] a copy is text with the edges between what was selected; nothing selected is no copy", () => {
  const clip = clipOf(PICTURE, ["a", "b", "gone"]);
  expect(clip?.nodes.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(clip?.edges.map(({ id }) => id)).toEqual(["a-b"]);
  expect(readClip(writeClip(clip as NonNullable<typeof clip>))).toEqual(clip);
  expect(clipOf(PICTURE, ["gone"])).toBeNull();
});

test("[U15] what is pasted again at one place hides nothing", () => {
  const clip = clipOf(PICTURE, ["a"]) as NonNullable<ReturnType<typeof clipOf>>;
  const at = { x: 100, y: 0 };
  expect(placeBeside(clip, at, PICTURE.nodes)).toEqual(at);
  const there = [...PICTURE.nodes, stepAt("p", 100, 0), stepAt("q", 120, 20)];
  expect(placeBeside(clip, at, there)).toEqual({ x: 140, y: 40 });
});

test("[U15] any selection of any graph can be pasted into any other: new ids, nothing that was there is touched", () => {
  fc.assert(
    fc.property(anyGraph, anyGraph, fc.array(fc.nat(12)), (from, into, wanted) => {
      const clip = clipOf(
        pictureOf(from),
        wanted.map((i) => `n${i}`),
      );
      if (clip === null) return;
      const isTaken = (id: string) => Object.hasOwn(into.nodes, id) || Object.hasOwn(into.edges, id);
      const { ops, nodes, edges } = pasteOps(clip, { x: 0, y: 0 }, isTaken, Math.random);
      expect(nodes.length).toBe(clip.nodes.length);
      expect(edges.length).toBe(clip.edges.length);
      expect([...nodes, ...edges].some(isTaken)).toBe(false);
      expect(toOps(into as unknown as GraphView, ops).length).toBe(nodes.length + edges.length);
    }),
    volume(150, 3000),
  );
});

test("[U15] pasted nodes keep their places to each other, their middle where they were wished; copies of copies keep short ids", () => {
  const clip = clipOf(PICTURE, ["a", "b"]) as NonNullable<ReturnType<typeof clipOf>>;
  const first = pasteOps(clip, { x: 1000, y: 1100 }, () => false, Math.random);
  const values = first.ops.slice(0, 2).map((op) => ("value" in op ? op.value : null));
  expect(values).toMatchObject([{ position: { x: 1000, y: 1000 } }, { position: { x: 1000, y: 1200 } }]);
  const again = {
    ...clip,
    nodes: clip.nodes.map((node, i) => ({ ...node, id: first.nodes[i] ?? "" })),
    edges: [],
  };
  const second = pasteOps(again, { x: 0, y: 0 }, () => false, Math.random);
  expect(second.nodes.every((id) => /^[ab]-[a-z0-9]{5}$/.test(id))).toBe(true);
});

test("[U15] other text is no clip, nor is one that was tampered with", () => {
  for (const text of ["", "sop-studio/nodes", "{}", '{"type":"sop-studio/nodes","nodes":[],"edges":[]}'])
    expect(readClip(text)).toBeNull();
  const clip = clipOf(PICTURE, ["a"]) as NonNullable<ReturnType<typeof clipOf>>;
  expect(readClip(writeClip(clip).replace('"step"', '"spell"'))).toBeNull();
  const dangling = { ...clip, edges: [edgeOf("a", "elsewhere")] };
  expect(pasteOps(dangling, { x: 0, y: 0 }, () => false, Math.random).edges).toEqual([]);
});
