import { expect, test } from "bun:test";
import type { PatchOp } from "#schemas/change/op.ts";
import { createLiveField, PAUSE_MS } from "#studio/panels/live-field.ts";
import { EditError } from "#studio/sync/edit/edit-error.ts";
import type { Edit, EditEnd, EditReceipt, LastWrite, SopChange } from "#studio/sync/types.ts";

const PLACE = "/nodes/a/data/instruction";
const CALM = { draft: null, error: null, meanwhile: null };

test("[U30] a burst of writing is one gesture: it ends when its writer pauses, and another begins with the next letter", () => {
  const { field, write, pass, log } = createStage();
  write("a");
  pass(PAUSE_MS - 1);
  write("ab");
  expect(field.read()).toEqual({ ...CALM, draft: "ab" });
  pass(PAUSE_MS);
  expect(field.read()).toEqual(CALM);
  write("abc");
  field.rest();
  expect(log).toEqual(["begin", "a", "ab", "end", "begin", "abc", "end"]);
});

test("[U30] a field that was left, or whose text moved to another place, begins anew", () => {
  const { field, write, log } = createStage();
  field.rest();
  write("a", "/nodes/a/data/tool_suggestions/0/when");
  write("ab", "/nodes/a/data/tool_suggestions/1/when");
  field.rest();
  field.rest();
  expect(log).toEqual(["begin", "a", "end", "begin", "ab", "end"]);
});

test("[U31] who changed it meanwhile is told once, with both texts; what I write goes on", () => {
  const { field, write, others } = createStage();
  write("mine");
  expect(others("theirs")).toMatchObject({ theirs: { agent: "bob", value: "theirs" }, mine: "mine" });
  expect(field.read().draft).toBe("mine");
  write("mine, longer");
  expect(field.read().meanwhile?.mine).toBe("mine, longer");
  field.dismiss();
  field.rest();
  expect(field.read()).toEqual(CALM);
});

test("[U31] what others wrote before I began is no news", () => {
  const { field, write, others } = createStage();
  others("before");
  write("mine");
  field.rest();
  expect(field.read()).toEqual(CALM);
});

test("[U31] a text that lost to a later one is told too, and kept", async () => {
  const by = { agent: "bob", version: 9 };
  const lost: EditEnd = {
    kind: "saved",
    version: null,
    ops: [{ op: 0, status: "superseded", by, value: "theirs" }],
  };
  const { field, write, settled } = createStage(lost);
  write("mine");
  field.rest();
  expect(field.read()).toEqual(CALM);
  await settled;
  const theirs = { agent: "bob", peer: "bob", version: 9, value: "theirs" };
  expect(field.read().meanwhile).toEqual({ theirs, mine: "mine" });
});

test("[U34] what means nothing yet is not sent, says why, and stays when the field is left", () => {
  const { field, write, log } = createStage();
  field.write("{", PLACE, { error: "Not JSON yet." });
  field.rest();
  expect(field.read()).toEqual({ ...CALM, draft: "{", error: "Not JSON yet." });
  expect(log).toEqual([]);
  write("{}");
  expect(field.read().error).toBeNull();
  field.rest();
  expect(field.read()).toEqual(CALM);
  write("refuse");
  expect(field.read().error).toBe("There is no such place.");
  field.forget();
  expect(field.read()).toEqual(CALM);
});

/** A SOP as a field sees it, with time that passes by hand. */
function createStage(end: EditEnd = { kind: "saved", version: 1, ops: [] }) {
  const log: string[] = [];
  const listeners = new Set<(change: SopChange) => void>();
  const settled = Promise.resolve(end);
  const receipt: EditReceipt = { patches: ["p"], onDevice: Promise.resolve(true), end: settled };
  let now = 0;
  let timer: { readonly at: number; readonly run: () => void } | null = null;
  let version = 5;
  let last: LastWrite | null = null;
  const update = (edit: Edit) => {
    const text = (edit as readonly { readonly value: string }[])[0]?.value ?? "";
    if (text === "refuse") throw new EditError("path_not_found", "There is no such place.");
    log.push(text);
  };
  const field = createLiveField({
    sop: {
      get version() {
        return version;
      },
      peer: "ann/tab",
      gesture() {
        log.push("begin");
        return { update, end: () => (log.push("end"), receipt), cancel() {} };
      },
      lastWrite: () => last,
      subscribe(listen) {
        listeners.add(listen);
        return () => void listeners.delete(listen);
      },
    },
    after(ms, run) {
      timer = { at: now + ms, run };
      return () => (timer = null);
    },
  });
  return {
    field,
    log,
    settled,
    write: (text: string, path = PLACE) => {
      const op: PatchOp = { op: "replace", path, value: text };
      field.write(text, path, { edit: [op] });
    },
    others: (value: string) => {
      last = { agent: "bob", peer: "bob/tab", version: ++version, value };
      for (const listen of listeners) listen({ kind: "status" });
      return field.read().meanwhile;
    },
    pass: (ms: number) => {
      now += ms;
      if (timer !== null && timer.at <= now) timer.run();
    },
  };
}
