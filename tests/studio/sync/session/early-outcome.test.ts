import { expect, test } from "bun:test";
import type { SopClient } from "#studio/sync/types.ts";
import { isRestorable } from "#studio/together/act-on-aside.ts";
import { missingNodes } from "#studio/together/aside-words.ts";
import { remember } from "#studio/together/remembered-nodes.ts";
import type { FakeSocket } from "#tests/support/fake-env.ts";
import { lastSocket, say } from "../link/script.ts";
import { openTab, whole } from "./scripted.ts";

const node = (id: string) => ({
  id,
  type: "step",
  position: { x: 0, y: 0 },
  data: { step: id, instruction: "" },
});
const GRAPH = { name: "g", domain: "d", nodes: { a: node("a"), b: node("b") }, edges: {} };
const EDGE = { id: "ab", source: "a", target: "b" };

/** How the two messages may come: both leave the registry in one turn, and on a stream they take two ways. */
const ORDERS = {
  "with the outcome first": [refuse, removeB],
  "with the removal first": [removeB, refuse],
} as const;

for (const [order, messages] of Object.entries(ORDERS)) {
  test(`[Y71] an edge to a node that went meanwhile can be restored from the moment it is told, ${order}`, async () => {
    await using tab = await openTab(undefined, "mine", { init: whole(0, GRAPH) });
    const socket = lastSocket(tab.env);
    const { sop } = tab;
    remember(sop);
    const told: object[] = [];
    sop.subscribe(({ kind }) => {
      if (kind === "asides") told.push(...sop.asides.list().map((aside) => whatIsSeen(sop, aside)));
    });
    const { patches, onDevice } = sop.edit([{ op: "add", path: "/edges/ab", value: EDGE }]);
    await onDevice;
    for (const message of messages) message(socket, patches[0] ?? "");
    await tab.env.settle();
    expect(told).toEqual([{ missing: ["b"], isRestorable: true, edges: 0 }]);
    expect(sop.status).toMatchObject({ unkept: 0, kept: 0, sent: 0, asides: 1 });
  });
}

test("[Y71] [Y30] an outcome whose versions were lost on the way is told when the next connection has brought them", async () => {
  await using tab = await openTab(undefined, "mine", { init: whole(0, GRAPH) });
  const socket = lastSocket(tab.env);
  const { patches, onDevice } = tab.sop.edit([{ op: "add", path: "/edges/ab", value: EDGE }]);
  await onDevice;
  refuse(socket, patches[0] ?? "");
  expect(tab.sop.asides.list()).toEqual([]);
  expect(tab.sop.status.sent).toBe(1);
  socket.onclose?.({ code: 1012, reason: "" });
  await tab.env.advance(1000);
  await tab.welcome({ version: 1, head: "h1", patches: [REMOVAL] });
  expect(tab.sop.asides.list()).toMatchObject([{ code: "dangling_edge", by: { agent: "bob" } }]);
  expect(tab.sop.status).toMatchObject({ sent: 0, asides: 1 });
});

const REMOVAL = {
  version: 1,
  head: "h1",
  id: "r",
  peer: "bob/tab",
  agent: "bob",
  ts: 1,
  ops: [{ op: "remove", path: "/nodes/b" }],
};

function removeB(socket: FakeSocket): void {
  say(socket, { type: "patch", ...REMOVAL });
}

function refuse(socket: FakeSocket, id: string): void {
  const by = { agent: "bob", version: 1 };
  const op = { op: 0, path: "/edges/ab", status: "rejected", code: "dangling_edge", by };
  say(socket, { type: "outcome", id, version: null, ops: [op] });
}

function whatIsSeen(sop: SopClient, aside: Parameters<typeof isRestorable>[1]): object {
  return {
    missing: missingNodes(sop, aside),
    isRestorable: isRestorable(sop, aside),
    edges: sop.view.edges.size,
  };
}
