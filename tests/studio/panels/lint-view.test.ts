import { expect, test } from "bun:test";
import type { GraphView } from "#schemas/change/types.ts";
import type { Finding } from "#schemas/lint/finding.ts";
import { countFindings, indexFindings } from "#studio/panels/lint-index.ts";
import { createLint, lintPast } from "#studio/panels/lint-view.ts";
import type { SopChange } from "#studio/sync/types.ts";
import { step } from "#tests/support/account.ts";

const VIEW_CHANGED: SopChange = {
  kind: "view",
  nodes: new Set(["a"]),
  edges: new Set(),
  meta: false,
  isWhole: false,
};

test("[U89] an old version has its own findings, worked out once", () => {
  const graph = { name: "g", domain: "d", nodes: { a: step("a", 0) }, edges: {} } as unknown as GraphView;
  const lint = lintPast(graph);
  expect(lintPast(graph)).toBe(lint);
  expect(lint.all()).toBe(lint.all());
  expect(lint.of("a").length).toBeGreaterThan(0);
  expect(lint.of("b")).toEqual([]);
});

test("[U37] it lints once for many changes, when there is time, and only while somebody listens", () => {
  const { lint, change, idle, linted } = createStage();
  change();
  idle();
  expect(linted()).toBe(0);
  let told = 0;
  const stop = lint.subscribe(() => told++);
  change();
  change();
  expect(linted()).toBe(0);
  idle();
  expect([linted(), told]).toEqual([1, 1]);
  expect(lint.of("a").map(({ rule }) => rule)).toContain("no_instruction");
  stop();
  change();
  idle();
  expect(linted()).toBe(1);
});

test("[U37] nothing is told where the same is to be said, and a node of which it is keeps its list", () => {
  const { lint, change, idle, graph } = createStage();
  let told = 0;
  lint.subscribe(() => told++);
  idle();
  const [all, ofA, ofB] = [lint.all(), lint.of("a"), lint.of("b")];
  change();
  idle();
  expect([told, lint.all() === all]).toEqual([1, true]);
  graph.nodes["b"] = { ...step("b", 100), data: { step: "B", instruction: "Do it." } };
  change();
  idle();
  expect(told).toBe(2);
  expect(lint.of("a")).toBe(ofA);
  expect(lint.of("b")).not.toBe(ofB);
  expect(lint.of("nobody")).toEqual([]);
});

test("[U37] where something always moves, it is put off some times, then no more", () => {
  const { lint, change, putOff } = createStage();
  lint.subscribe(() => {});
  for (let i = 0; i < 1000; i++) change();
  expect(putOff()).toBeLessThan(100);
});

test("findings are counted, and found by node", () => {
  const counts = countFindings([finding("warning"), finding("error"), finding("warning")]);
  expect(counts).toEqual({ error: 1, warning: 2, info: 0 });
  expect(indexFindings([finding("error")], new Map()).get("a")).toHaveLength(1);
});

function createStage() {
  const graph = {
    name: "S",
    domain: "d",
    nodes: { a: step("a", 0), b: step("b", 100) } as Record<string, object>,
    edges: { ab: { id: "ab", source: "a", target: "b" } },
  };
  let listen: ((change: SopChange) => void) | null = null;
  let waiting: (() => void) | null = null;
  let linted = 0;
  let putOff = 0;
  const lint = createLint(
    {
      graph() {
        linted++;
        return { ...graph, nodes: { ...graph.nodes } } as never;
      },
      subscribe(heard) {
        listen = heard;
        return () => {};
      },
    },
    (run) => {
      waiting = run;
      return () => {
        putOff++;
        waiting = null;
      };
    },
  );
  return {
    lint,
    graph,
    change: () => listen?.(VIEW_CHANGED),
    idle: () => {
      const run = waiting;
      waiting = null;
      run?.();
    },
    linted: () => linted,
    putOff: () => putOff,
  };
}

function finding(severity: "error" | "warning"): Finding {
  return { rule: "cycle", severity, nodes: ["a"], message: "It goes round." };
}
