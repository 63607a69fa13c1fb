import { expect, test } from "bun:test";
import { ApiError } from "#studio/app/api.ts";
import type { Aside, SopClient } from "#studio/sync/types.ts";
import { isRestorable, restoreAside } from "#studio/together/act-on-aside.ts";
import { asideTitle } from "#studio/together/aside-words.ts";
import { createRecall } from "#studio/together/recall-removed.ts";
import { learnings } from "#studio/together/remembered-nodes.ts";

const step = (id: string) => ({
  id,
  type: "step",
  position: { x: 0, y: 0 },
  data: { step: `Step ${id}`, instruction: "" },
});
const edge = (source: string, target: string) => ({ id: `${source}${target}`, source, target });

/** As it was before Ana removed a. */
const OLD = {
  name: "g",
  nodes: { a: step("a"), b: step("b"), c: step("c") },
  edges: { ab: edge("a", "b"), bc: edge("b", "c"), ca: edge("c", "a") },
};

const ASIDE: Aside = {
  id: "1",
  kind: "refused",
  code: "deleted",
  message: "It was removed by ana.",
  patch: "1",
  node: "a",
  ops: [{ op: "replace", path: "/nodes/a/data/instruction", value: "mine" }],
  by: { agent: "ana", version: 7 },
  at: 0,
  whenFree: false,
  notice: null,
};

test("[U87] what was removed before this tab was opened is called by its name, and restored with its edges", async () => {
  const { sop, edits, asked, answer } = opened();
  const recall = createRecall(sop, { get: answer });
  expect(isRestorable(sop, ASIDE)).toBe(false);
  await recall();
  await recall();
  expect(asked).toEqual(["/v1/sop/s?version=6"]);
  expect(asideTitle(sop, ASIDE)).toBe("Not saved: the instruction of “Step a”");
  expect(isRestorable(sop, ASIDE)).toBe(true);
  restoreAside(sop, ASIDE);
  const back = { op: "add", path: "/nodes/a", value: step("a") };
  expect(edits).toEqual([[back, { op: "add", path: "/edges/ab", value: edge("a", "b") }], "retry 1"]);
});

test("[U87] without a network it is asked for later; what is not kept any more, never again", async () => {
  const { sop, asked, answer } = opened();
  const ends = [new ApiError(0, "offline", ""), new ApiError(410, "history_gone", "")];
  const recall = createRecall(sop, {
    get: async (path) => {
      await answer(path);
      throw ends.shift() ?? new Error("asked once too often");
    },
  });
  for (let i = 0; i < 4; i++) await recall();
  expect(asked.length).toBe(2);
  expect(learnings(sop)).toBe(0);
});

/** A SOP as a tab shows it that was opened after the removals of a and c. */
function opened() {
  const edits: unknown[] = [];
  const asked: string[] = [];
  const sop = {
    sop: "s",
    view: { nodes: new Map([["b", step("b")]]), edges: new Map(), meta: {} },
    peers: new Map(),
    subscribe: () => () => {},
    edit: (ops: unknown) => edits.push(ops),
    asides: { list: () => [ASIDE], retry: (id: string) => edits.push(`retry ${id}`) },
  } as unknown as SopClient;
  const answer = async <T>(path: string): Promise<T> => {
    asked.push(path);
    return { graph: OLD } as T;
  };
  return { sop, edits, asked, answer };
}
