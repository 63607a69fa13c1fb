import { expect, test } from "bun:test";
import type { JsonObject } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { Aside, SopChange, SopClient } from "#studio/sync/types.ts";
import { isRestorable, restoreAside } from "#studio/together/act-on-aside.ts";
import { asideTitle, asideWhy, missingNodes } from "#studio/together/aside-words.ts";
import { remember } from "#studio/together/remembered-nodes.ts";
import { peerOf } from "./company.ts";

const step = (id: string): JsonObject => ({
  id,
  type: "step",
  position: { x: 0, y: 0 },
  data: { step: `Step ${id}`, instruction: "" },
});

test("[U45] a removed node is still called what it was, and who removed it by name", () => {
  const { sop, remove } = shown();
  remove("a");
  const aside = asideOf([{ op: "replace", path: "/nodes/a/data/instruction", value: "mine" }]);
  expect(asideTitle(sop, aside)).toBe("Not saved: the instruction of “Step a”");
  expect(asideWhy(sop, aside)).toBe("It was removed by Ana Lind.");
});

test("[U45] what a refused edit needs comes back as it was, with the edges that went with it, and then the edit", () => {
  const { sop, remove, edits } = shown();
  remove("a");
  const aside = asideOf([{ op: "replace", path: "/nodes/a/data/instruction", value: "mine" }]);
  expect(missingNodes(sop, aside)).toEqual(["a"]);
  expect(isRestorable(sop, aside)).toBe(true);
  restoreAside(sop, aside);
  expect(edits).toEqual([
    [
      { op: "add", path: "/nodes/a", value: step("a") },
      { op: "add", path: "/edges/ab", value: { id: "ab", source: "a", target: "b" } },
    ],
    "retry 1",
  ]);
});

test("[U45] an edge that was removed for itself does not come back with a node", () => {
  const { sop, remove, removeEdge, edits } = shown();
  removeEdge("ab");
  remove("a");
  restoreAside(sop, asideOf([{ op: "replace", path: "/nodes/a/position", value: { x: 1, y: 1 } }]));
  expect(edits[0]).toHaveLength(1);
});

test("[U45] the ends of an edge are needed; what was never seen here cannot be restored", () => {
  const { sop, remove } = shown();
  remove("b");
  expect(missingNodes(sop, edgeTo("b"))).toEqual(["b"]);
  expect(isRestorable(sop, edgeTo("b"))).toBe(true);
  expect(isRestorable(sop, edgeTo("never"))).toBe(false);
  expect(isRestorable(sop, edgeTo("a"))).toBe(false);
});

test("[U45] an edge that stood and fell with its end comes back after that; a node as it was buried", () => {
  const { sop, remove, edits } = shown();
  remove("b");
  const buried = { id: "x", source: "a", target: "b" };
  restoreAside(sop, undone(edgeTo("b"), "/edges/x", buried));
  expect(edits.map((edit) => (typeof edit === "string" ? edit : edit.map(({ path }) => path)))).toEqual([
    ["/nodes/b", "/edges/ab"],
    "restore 1",
  ]);
  edits.length = 0;
  const inNode = asideOf([{ op: "replace", path: "/nodes/b/data/instruction", value: "mine" }]);
  restoreAside(sop, undone(inNode, "/nodes/b/data/instruction", step("b")));
  expect(edits).toEqual(["restore 1"]);
});

function undone(aside: Aside, path: string, buried: JsonObject): Aside {
  return { ...aside, kind: "undone", notice: { id: "n", path, buried } };
}

function edgeTo(target: string): Aside {
  return asideOf([{ op: "add", path: "/edges/x", value: { id: "x", source: "a", target } }]);
}

function asideOf(ops: readonly PatchOp[]): Aside {
  return {
    id: "1",
    kind: "refused",
    code: "deleted",
    message: "It was removed by ana.",
    patch: "1",
    node: "a",
    ops,
    by: { agent: "ana", version: 2 },
    at: 0,
    whenFree: false,
    notice: null,
  };
}

/** A SOP with two nodes and an edge between them, as a tab shows it. */
function shown() {
  const nodes = new Map(["a", "b"].map((id) => [id, step(id)]));
  const edges = new Map([["ab", { id: "ab", source: "a", target: "b" }]]);
  const edits: (readonly PatchOp[] | string)[] = [];
  const listeners: ((change: SopChange) => void)[] = [];
  const tell = (gone: { nodes?: string[]; edges?: string[] }) => {
    for (const listen of listeners) {
      const change = { nodes: new Set(gone.nodes), edges: new Set(gone.edges), meta: false, isWhole: false };
      listen({ kind: "view", ...change });
    }
  };
  const sop = {
    view: { nodes, edges, meta: {} },
    peers: new Map([["ana/tab-1", peerOf("ana/tab-1", { name: "Ana Lind" })]]),
    subscribe: (listen: (change: SopChange) => void) => listeners.push(listen),
    edit: (ops: readonly PatchOp[]) => edits.push(ops),
    asides: {
      retry: (id: string) => edits.push(`retry ${id}`),
      restore: (id: string) => edits.push(`restore ${id}`),
    },
  } as unknown as SopClient;
  remember(sop);
  return {
    sop,
    edits,
    removeEdge: (id: string) => {
      edges.delete(id);
      tell({ edges: [id] });
    },
    remove: (id: string) => {
      const went = [...edges.values()].filter(({ source, target }) => source === id || target === id);
      nodes.delete(id);
      for (const edge of went) edges.delete(edge.id);
      tell({ nodes: [id], edges: went.map((edge) => edge.id) });
    },
  };
}
