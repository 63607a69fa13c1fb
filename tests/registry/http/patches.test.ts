import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Storage } from "#registry/storage/storage.ts";
import { PatchEvent } from "#schemas/protocol/server-message.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let id: string;
/** What the log says it begins at; undefined: what it really says. */
let floor: number | undefined;

const withFloor = (storage: Storage): Storage => ({
  ...storage,
  log: { ...storage.log, floor: async (sop) => floor ?? storage.log.floor(sop) },
});

beforeAll(async () => {
  world = await openWorld({ wrap: withFloor });
  id = (await world.createSop()).id;
  for (let x = 1; x <= 5; x++)
    await world.edit(id, [{ op: "replace", path: "/nodes/a/position/x", value: x }]);
});
afterAll(() => world.close());

test("[H11] [D6] gives all versions in order, as the socket tells them", async () => {
  const { items, next_cursor } = await world.patches(id);
  expect(items.map((item) => item.version)).toEqual([1, 2, 3, 4, 5]);
  for (const item of items) expect(PatchEvent.parse(item)).toEqual(item);
  expect(items[0]).toMatchObject({
    agent: "owner",
    ops: [{ op: "replace", path: "/nodes/a/position/x", value: 1 }],
  });
  expect(items[4]?.head).toBe((await world.read(id)).head);
  expect(next_cursor).toBeUndefined();
});

test("[H11] pages without a hole or a double, by since or by cursor", async () => {
  for (const name of ["since", "cursor"]) {
    const versions: number[] = [];
    let next: string | undefined = "1";
    while (next !== undefined) {
      const { items, next_cursor } = await world.patches(id, `?limit=2&${name}=${next}`);
      expect(items.length).toBeLessThanOrEqual(2);
      versions.push(...items.map((item) => item.version));
      next = next_cursor;
    }
    expect(versions).toEqual([2, 3, 4, 5]);
  }
  expect(await world.patches(id, "?since=5")).toEqual({ items: [] });
  expect(await world.patches(id, "?since=99")).toEqual({ items: [] });
});

test("[H11] below the kept log it is 410 with the lowest since", async () => {
  floor = 3;
  try {
    const below = await world.call("GET", `/v1/sop/${id}/patches?since=2`, { key: world.key });
    expect(verdictOf(below)).toBe("410 history_gone");
    expect(below.body.since).toBe(3);
    expect((await world.patches(id, "?since=3")).items.map((item) => item.version)).toEqual([4, 5]);
  } finally {
    floor = undefined;
  }
});

test("[H11] a limit beyond the bound is refused", async () => {
  for (const query of ["limit=0", "limit=1001", "since=-1", "since=x"]) {
    const reply = await world.call("GET", `/v1/sop/${id}/patches?${query}`, { key: world.key });
    expect(verdictOf(reply)).toBe("422 invalid");
  }
});
