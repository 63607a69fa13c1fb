import { expect, test } from "bun:test";
import { ApiError } from "#studio/app/api.ts";
import { errorWords } from "#studio/panels/history/error-words.ts";
import { heldNodes } from "#studio/panels/history/held-nodes.ts";
import { revertRows, skippedRows } from "#studio/panels/history/revert-rows.ts";
import { AT, readLocalTime, sinceChoices } from "#studio/panels/history/since-choices.ts";

const STEP = { id: "new", type: "step", position: { x: 0, y: 0 }, data: { step: "Call", instruction: "" } };
const NAMES = {
  node: (id: string) => `“${id}”`,
  edge: (id: string) => (id === "ab" ? { id, source: "a", target: "b" } : undefined),
};

test("[U57] what would happen is told in words, what comes back by the name it will have", () => {
  const rows = revertRows(
    [
      { op: "add", path: "/nodes/new", value: STEP },
      { op: "add", path: "/edges/an", value: { id: "an", source: "a", target: "new" } },
      { op: "remove", path: "/edges/ab" },
      { op: "remove", path: "/nodes/b" },
      { op: "replace", path: "/nodes/a/data/instruction", value: "Read" },
      { op: "replace", path: "/name", value: "Refund" },
    ],
    NAMES,
  );
  expect(rows).toEqual([
    "“Call” comes back",
    "The connection from “a” to “Call” comes back",
    "The connection from “a” to “b” goes away",
    "“b” goes away",
    "The instruction of “a” is as it was before",
    "The SOP’s name is as it was before",
  ]);
});

test("[U57] what is left alone is told with why, and with whose later word it is", () => {
  const skipped = [
    { path: "/nodes/a/data/instruction", reason: "changed_since", by: { agent: "ana", version: 7 } },
    { path: "/edges/ab", reason: "end_gone" },
    { path: "/nodes/b", reason: "changed_since" },
  ] as const;
  expect(skippedRows([...skipped], NAMES, (agent) => agent.toUpperCase())).toEqual([
    "The instruction of “a”: ANA changed it since (version 7)",
    "The connection from “a” to “b”: what it connected is gone",
    "“b”: it was changed since",
  ]);
});

test("[U57] one chooses since when: spans up to now, the version that one came from, or any time", () => {
  const now = Date.parse("2026-11-20T10:00:00Z");
  const choices = sinceChoices(now, 11);
  expect(choices[0]).toEqual({ value: "version", label: "Version 12 and everything after it", since: 11 });
  expect(choices.find(({ value }) => value === "The last hour")?.since).toBe("2026-11-20T09:00:00.000Z");
  expect(choices.at(-1)).toMatchObject({ value: AT, since: null });
  expect(sinceChoices(now, null).some(({ value }) => value === "version")).toBe(false);
  expect(readLocalTime("")).toBeNull();
  expect(readLocalTime("2026-11-20T10:00")).toBe(new Date(2026, 10, 20, 10).toISOString());
});

test("[U56] who holds what is read from the refusal", () => {
  const locked = { op: 0, status: "rejected", code: "node_locked" } as const;
  const error = new ApiError(423, "node_locked", "", {
    outcomes: [
      { ...locked, path: "/nodes/a/data/step", by: { agent: "bob", peer: "bob/tab" } },
      { ...locked, path: "/nodes/a", by: { agent: "bob" } },
      { op: 1, status: "rejected", code: "deleted", path: "/nodes/c" },
    ],
  });
  expect(heldNodes(error)).toEqual([{ node: "a", agent: "bob" }]);
  expect(heldNodes(new ApiError(410, "history_gone", ""))).toBeNull();
});

test("[U59] what is no longer kept, a lost network and faults are told in words", () => {
  expect(errorWords(new ApiError(410, "history_gone", "x", { since: 40 }))).toBe(
    "The history before version 40 is no longer kept. Named and approved versions stay readable.",
  );
  expect(errorWords(new ApiError(0, "offline", "x"))).toContain("You are offline");
  expect(errorWords(new ApiError(500, "internal", "stack"))).not.toContain("stack");
  expect(errorWords(new TypeError("boom"))).not.toContain("boom");
});
