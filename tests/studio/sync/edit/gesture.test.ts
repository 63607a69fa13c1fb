import { expect, test } from "bun:test";
import type { PatchOp } from "#schemas/change/op.ts";
import { createGesture, SEND_EVERY_MS } from "#studio/sync/edit/gesture.ts";
import { EditError } from "#studio/sync/edit/edit-error.ts";
import type { EditEnd, EditReceipt } from "#studio/sync/types.ts";
import { replaceOp } from "#tests/support/builders.ts";

test("[Y46] shows at once, sends what is new every 300 ms, and the rest at its end", async () => {
  const stage = createStage();
  const { gesture, log } = stage;
  gesture.update(x(1));
  gesture.update(x(2));
  expect(log).toEqual([
    ["pin", x(1)],
    ["pin", x(2)],
  ]);
  stage.pass(SEND_EVERY_MS - 1);
  expect(log.length).toBe(2);
  stage.pass(1);
  expect(log.slice(2)).toEqual([
    ["send", x(2)],
    ["pin", null],
  ]);
  stage.pass(10_000);
  expect(log.length).toBe(4);
  gesture.update(x(3));
  const receipt = gesture.end();
  expect(log.slice(4)).toEqual([
    ["pin", x(3)],
    ["send", x(3)],
    ["pin", null],
  ]);
  expect(receipt.patches).toEqual(["p1", "p2"]);
  expect(await receipt.end).toEqual({ kind: "saved", version: 2, ops: [] });
  expect(await receipt.onDevice).toBe(true);
  expect(gesture.end()).toBe(receipt);
  stage.pass(10_000);
  expect(log.length).toBe(7);
  expect(stage.steps.size).toBe(1);
});

test("[Y46] a drag is sent three times a second, however often it moves", () => {
  const stage = createStage();
  for (let ms = 0; ms < 3000; ms += 10) {
    stage.gesture.update(x(ms));
    stage.pass(10);
  }
  expect(stage.log.filter(([what]) => what === "send").length).toBe(10);
});

test("[Y46] a gesture that did nothing has nothing to send", async () => {
  const { gesture, log } = createStage();
  gesture.update([]);
  const receipt = gesture.end();
  expect(receipt.patches).toEqual([]);
  expect(await receipt.end).toEqual({ kind: "saved", version: null, ops: [] });
  expect(log).toEqual([]);
});

test("[Y46] it is refused where one of its patches is, and not on the device where one is not", async () => {
  const stage = createStage([
    { kind: "refused", version: null, asides: ["a"] },
    { kind: "saved", version: 7, ops: [] },
  ]);
  stage.gesture.update(x(1));
  stage.pass(SEND_EVERY_MS);
  stage.gesture.update(x(2));
  const receipt = stage.gesture.end();
  expect(await receipt.end).toEqual({ kind: "refused", version: 7, asides: ["a"] });
  expect(await receipt.onDevice).toBe(false);
});

test("[Y46] an edit that cannot be laid throws, and the gesture goes on", () => {
  const stage = createStage();
  stage.gesture.update(x(1));
  expect(() => stage.gesture.update([{ op: "remove", path: "/refuse" }])).toThrow(EditError);
  stage.gesture.update(x(2));
  stage.gesture.end();
  expect(stage.log.filter(([what]) => what === "send")).toEqual([["send", x(2)]]);
});

test("[Y46] it takes nothing after its end", () => {
  const { gesture } = createStage();
  gesture.end();
  expect(() => gesture.update(x(1))).toThrow(TypeError);
});

test("[Y47] cancelled before anything was sent, it shows nothing more and undoes nothing", () => {
  const stage = createStage();
  stage.gesture.update(x(1));
  stage.gesture.cancel();
  stage.pass(10_000);
  expect(stage.log).toEqual([
    ["pin", x(1)],
    ["pin", null],
  ]);
});

test("[Y47] cancelled, what it sent is undone", () => {
  const stage = createStage();
  stage.gesture.update(x(1));
  stage.pass(SEND_EVERY_MS);
  stage.gesture.update(x(2));
  stage.gesture.cancel();
  stage.gesture.cancel();
  expect(stage.log.slice(3)).toEqual([
    ["pin", x(2)],
    ["pin", null],
    ["undo", "step"],
  ]);
  expect(stage.gesture.end().patches).toEqual(["p1"]);
});

/** A session as a gesture sees it, and time that passes by hand. */
function createStage(ends: readonly EditEnd[] = []) {
  const log: [string, readonly PatchOp[] | string | null][] = [];
  const steps = new Set<string>();
  let now = 0;
  let sent = 0;
  let timer: { readonly at: number; readonly run: () => void } | null = null;
  const gesture = createGesture({
    env: {
      newId: () => "step",
      after(ms, run) {
        timer = { at: now + ms, run };
        return () => (timer = null);
      },
    },
    toOps(edit) {
      const ops = typeof edit === "function" ? [] : edit;
      if (ops.some(({ path }) => path === "/refuse")) throw new EditError("path_not_found", "No.");
      return ops;
    },
    pin: (ops) => void log.push(["pin", ops]),
    send(ops, step): EditReceipt {
      const end: EditEnd = ends[sent++] ?? { kind: "saved", version: sent, ops: [] };
      steps.add(step);
      log.push(["send", ops]);
      const onDevice = Promise.resolve(end.kind === "saved");
      return { patches: [`p${sent}`], onDevice, end: Promise.resolve(end) };
    },
    undoStep: (step) => void log.push(["undo", step]),
  });
  const pass = (ms: number) => {
    now += ms;
    const due = timer;
    if (due === null || due.at > now) return;
    timer = null;
    due.run();
  };
  return { gesture, log, steps, pass };
}

function x(value: number): PatchOp[] {
  return [replaceOp("/nodes/a/position/x", value)];
}
