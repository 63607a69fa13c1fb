import { expect, test } from "bun:test";
import type { Status } from "#studio/sync/types.ts";
import { createSelectionLocks, nodesToLock } from "#studio/together/selection-locks.ts";

const many = Array.from({ length: 21 }, (_, i) => `n${i}`);

test("[U41] up to 20 selected nodes are locked, more at the first edit, never more than one request takes", () => {
  expect(nodesToLock(many.slice(1), false)).toHaveLength(20);
  expect(nodesToLock(many, false)).toEqual([]);
  expect(nodesToLock(many, true)).toHaveLength(21);
  expect(nodesToLock(Array.from({ length: 300 }, String), true)).toHaveLength(200);
});

test("[U41] selecting locks, deselecting releases, and the same selection asks for nothing again", async () => {
  const { locks, asked } = start();
  locks.select(["a"]);
  locks.select(["a"]);
  await settle();
  locks.select([]);
  expect(asked).toEqual([["a"], []]);
});

test("[U41] a larger selection is locked at its first edit, and a viewer's never", async () => {
  const { locks, asked } = start();
  locks.select(many);
  expect(asked).toEqual([]);
  locks.edited(new Set(["b"]));
  expect(asked).toEqual([]);
  locks.edited(new Set(["n3"]));
  locks.edited(new Set(["n3"]));
  await settle();
  expect(asked).toEqual([many]);
  locks.setCanEdit(false);
  expect(asked.at(-1)).toEqual([]);
  locks.select(["a"]);
  expect(asked).toHaveLength(2);
});

test("[U41] a node that another holds is told once for each time it is selected, and taken when it is free", async () => {
  const { locks, asked, denied, held } = start({ a: "ana/tab-1" });
  locks.select(["a"]);
  await settle();
  locks.looked();
  expect(denied).toEqual([["a", "ana/tab-1"]]);
  expect(asked).toHaveLength(1);
  held.delete("a");
  locks.looked();
  await settle();
  expect(asked).toHaveLength(2);
  expect(held.get("a")).toBe("me/tab-1");
});

test("[U41] a lock of my own other tab is nobody's to be told of", () => {
  const { locks, denied } = start({ a: "me/tab-2" });
  locks.select(["a"]);
  expect(denied).toEqual([]);
});

test("[U41] what my other tab holds is taken over by the first input in this one, and asked for once", async () => {
  const { locks, asked, held } = start();
  locks.select(["a"]);
  await settle();
  held.set("a", "me/tab-2");
  locks.looked();
  expect(asked).toHaveLength(1);
  locks.touched();
  locks.touched();
  expect(asked).toEqual([["a"], ["a"]]);
  held.set("a", "ana/tab-1");
  await settle();
  locks.touched();
  expect(asked).toHaveLength(2);
});

test("[U41] what is edited while my other tab holds it is borrowed from it until that is saved", async () => {
  const { locks, asked, status } = start({ b: "me/tab-2", c: "ana/tab-1" });
  locks.select(["a"]);
  await settle();
  status.sent = 1;
  locks.edited(new Set(["b", "c"]));
  locks.looked();
  expect(asked).toEqual([["a"], ["a", "b"]]);
  status.sent = 0;
  locks.looked();
  expect(asked.at(-1)).toEqual(["a"]);
});

test("[U41] what my other tab took is held here again as soon as it lets go", async () => {
  const { locks, held } = start();
  locks.select(["a"]);
  await settle();
  held.set("a", "me/tab-2");
  locks.looked();
  held.delete("a");
  locks.looked();
  await settle();
  expect(held.get("a")).toBe("me/tab-1");
});

test("[U41] a node that was just made is locked once the registry has it", async () => {
  const { locks, asked, known, status } = start({}, []);
  status.sent = 1;
  locks.select(["new"]);
  await settle();
  locks.looked();
  expect(asked).toHaveLength(1);
  known.add("new");
  status.sent = 0;
  locks.looked();
  await settle();
  expect(asked).toEqual([["new"], ["new"]]);
});

test("[U41] a lock lost through silence is asked for at the next input, not before", async () => {
  const { locks, asked, held } = start();
  locks.select(["a"]);
  await settle();
  held.delete("a");
  locks.looked();
  expect(asked).toHaveLength(1);
  locks.awake();
  expect(asked).toHaveLength(2);
});

test("[U41] a registry that goes on refusing is left in peace", async () => {
  const { locks, asked } = start({}, []);
  locks.select(["odd"]);
  for (let i = 0; i < 50; i += 1) {
    locks.looked();
    await settle();
  }
  expect(asked.length).toBeLessThan(10);
});

/** A registry that lends the nodes that it knows and nobody holds. */
function start(holders: Record<string, string> = {}, ids: readonly string[] = [...many, "a", "b"]) {
  const held = new Map(Object.entries(holders));
  const known = new Set(ids);
  const asked: (readonly string[])[] = [];
  const denied: [string, string][] = [];
  const status = { link: { kind: "open", via: "socket" }, unkept: 0, kept: 0, sent: 0 } as const;
  const counts: { -readonly [K in keyof typeof status]: K extends "link" ? Status["link"] : number } = {
    ...status,
  };
  const sop = {
    peer: "me/tab-1",
    locks: held,
    view: { nodes: new Map([...ids, "new", "odd"].map((id) => [id, {}])), edges: new Map(), meta: {} },
    get status() {
      return counts as unknown as Status;
    },
    async lock(nodes: readonly string[]) {
      asked.push(nodes);
      await Promise.resolve();
      for (const [node, holder] of held) if (holder === "me/tab-1") held.delete(node);
      const mine = nodes.filter((node) => known.has(node) && !held.has(node));
      for (const node of mine) held.set(node, "me/tab-1");
      return new Set(mine);
    },
  };
  const locks = createSelectionLocks(sop, (node, holder) => denied.push([node, holder]));
  locks.setCanEdit(true);
  return { locks, asked, denied, held, known, status: counts };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}
