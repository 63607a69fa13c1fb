import { afterAll, beforeAll, expect, test } from "bun:test";
import { openEvents } from "#tests/contract-client/event-stream.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import { openWorld, type World } from "./world.ts";

const clock = createTestClock();
let world: World;
beforeAll(async () => {
  world = await openWorld({ clock });
});
afterAll(() => world.close());

test("[L8] [L16] who is here, with times as everywhere in HTTP; a stream's peer says of itself by messages", async () => {
  const { id } = await world.createSop();
  const here = async () => (await world.call("GET", `/v1/sop/${id}/presence`, { key: world.key })).body;
  expect(await here()).toEqual({ items: [], locks: {} } as never);
  const stream = await openEvents(world.url, { id: "owner", key: world.key }, id, {
    query: "client=stream-01",
  });
  await stream.next();
  const body = [
    { type: "presence", cursor: { x: 3, y: 4 } },
    { type: "lock", nodes: ["a"] },
  ];
  const path = `/v1/sop/${id}/messages?client=stream-01`;
  await world.call("POST", path, { key: world.key, body });
  clock.advance(33);
  const peer = "owner/stream-01";
  const connected_at = new Date(clock.now() - 33).toISOString();
  expect(await here()).toMatchObject({
    items: [{ peer, agent: "owner", role: "owner", status: "active", cursor: { x: 3, y: 4 }, connected_at }],
    locks: { a: peer },
  });
  const heard = [(await stream.next()).data, (await stream.next()).data];
  expect(heard).toEqual([
    { type: "locks", peer, nodes: ["a"] },
    { type: "presence", peers: { [peer]: { cursor: { x: 3, y: 4 } } } },
  ] as never);
  await stream.close();
});
