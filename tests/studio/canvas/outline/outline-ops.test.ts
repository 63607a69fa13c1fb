import { expect, test } from "bun:test";
import fc from "fast-check";
import type { GraphView } from "#schemas/change/types.ts";
import { layoutGraph } from "#schemas/convert/layout.ts";
import { orderSteps } from "#schemas/graph/order.ts";
import { boxOf } from "#studio/canvas/free-place.ts";
import { outlineOps } from "#studio/canvas/outline/outline-ops.ts";
import { metaWords, outlineWords } from "#studio/canvas/outline/outline-words.ts";
import { isManyLines } from "#studio/canvas/outline/is-many-lines.ts";
import { nameOf, type There } from "#studio/canvas/outline/outline.ts";
import { readOutline } from "#studio/canvas/outline/read-outline.ts";
import { outlineOf } from "#studio/canvas/outline/write-outline.ts";
import { toOps } from "#studio/sync/edit/to-ops.ts";
import { anyGraph } from "#tests/support/graphs.ts";
import { volume } from "#tests/support/runs.ts";

const ORIGIN = { x: 10, y: 20 };

test("[U72] any text adds itself to any SOP as one valid edit: new ids, beside what is there, in its order", () => {
  fc.assert(
    fc.property(anyGraph, anyGraph, (from, into) => {
      const there = Object.values(into.nodes);
      const names: There[] = there.map((node) => ({ id: node.id, type: node.type, title: nameOf(node) }));
      const outline = readOutline(outlineOf(from), names);
      const isTaken = (id: string) => Object.hasOwn(into.nodes, id) || Object.hasOwn(into.edges, id);
      const added = outlineOps(outline, {
        there,
        origin: ORIGIN,
        layout: layoutGraph,
        isTaken,
        chance: Math.random,
      });
      expect(added.ops.length).toBe(outline.nodes.length + outline.links.length);
      expect([...added.nodes.map(({ id }) => id), ...added.edges].some(isTaken)).toBe(false);
      expect(toOps(into as unknown as GraphView, added.ops).length).toBe(added.ops.length);
      const right = Math.max(...there.map((node) => boxOf(node).x + boxOf(node).width));
      for (const { position } of added.nodes)
        expect(position.x).toBeGreaterThan(there.length === 0 ? ORIGIN.x - 1 : right);
      const nodes = Object.fromEntries(added.nodes.map((node) => [node.id, node]));
      const steps = added.nodes.filter(({ type }) => type === "step");
      expect(orderSteps({ nodes }).map(({ id }) => id)).toEqual(steps.map(({ id }) => id));
    }),
    volume(40, 1000),
  );
});

test("[U72] what comes of a text is said in a sentence", () => {
  const outline = readOutline("# Name\nTags: a\n1. A\n   ?\n     - yes: go\n2. B", []);
  expect(outlineWords(outline)).toBe("2 steps, 1 condition, 2 connections");
  expect(metaWords(outline.meta)).toBe("name and tags");
  expect(outlineWords({ nodes: [], links: [] })).toBe("");
  expect([metaWords({}), metaWords({ name: "A" })]).toEqual(["", "name"]);
});

test("[U72] several lines in the clipboard are a text to write with; a single one is none", () => {
  expect(["a\nb", "a\r\n\r\nb"].map(isManyLines)).toEqual([true, true]);
  expect(["", "a", "a\n \n"].map(isManyLines)).toEqual([false, false, false]);
});
