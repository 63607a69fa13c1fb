import { expect, test } from "bun:test";
import { openEventStream } from "#registry/http/event-stream.ts";
import type { Connection, Encoded } from "#registry/room/types.ts";

/** An open stream with everything around it in hand. */
function openStream(unread_bytes = 1000) {
  const hearers = new Set<(message: Encoded) => void>();
  const ended: Connection[] = [];
  const pings = new Set<() => void>();
  const { connection, body } = openEventStream({
    peer: "ada/tab-00001",
    agent: "ada",
    hearsSide: false,
    listen(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    clock: {
      every(_ms, run) {
        pings.add(run);
        return () => pings.delete(run);
      },
    },
    limits: { ping_ms: 25_000, unread_bytes },
    ended: (gone) => ended.push(gone),
    presence: () => PRESENCE,
  });
  const publish = (message: Encoded) => hearers.forEach((hear) => hear(message));
  return { connection, body, hearers, ended, pings, publish };
}

const PRESENCE: Encoded = { type: "presence", text: '{"type":"presence","peers":{}}' };
const INIT: Encoded = { type: "init", text: '{"type":"init"}', mark: "3-abcdefgh" };
const PATCH: Encoded = { type: "patch", text: '{"type":"patch","version":4}', mark: "4-ijklmnop" };

test("[H13] tells type, data, and where to continue; hears the room from its subscription on", async () => {
  const { connection, body, publish } = openStream();
  publish({ type: "leave", text: "before" });
  connection.send(INIT);
  connection.subscribe();
  publish(PATCH);
  publish({ type: "join", text: '{"type":"join"}' });
  connection.close(4410, "the SOP was deleted");
  publish({ type: "leave", text: "after" });
  expect(await new Response(body).text()).toBe(
    'event: init\nid: 3-abcdefgh\ndata: {"type":"init"}\n\n' +
      'event: patch\nid: 4-ijklmnop\ndata: {"type":"patch","version":4}\n\n' +
      'event: join\ndata: {"type":"join"}\n\n' +
      'event: close\ndata: {"type":"close","code":4410,"reason":"the SOP was deleted"}\n\n',
  );
});

test("[H13] comments keep a quiet stream alive", async () => {
  const { connection, body, pings } = openStream();
  for (const ping of pings) ping();
  connection.close(1012, "restart");
  expect(await new Response(body).text()).toStartWith(": ping\n\n");
});

test("[H13] leaves once and lets go of everything, whoever ends it", async () => {
  for (const end of ["close", "cancel"] as const) {
    const { connection, body, hearers, ended, pings } = openStream();
    connection.send(INIT);
    connection.subscribe();
    if (end === "close") connection.close(1012, "restart");
    else await body.cancel();
    connection.close(1012, "again");
    connection.send(PATCH);
    connection.subscribe();
    expect(ended).toEqual([connection]);
    expect([hearers.size, pings.size]).toEqual([0, 0]);
  }
});

test("[P9] a reader that does not read loses what waits and is closed, its init not counted", async () => {
  const { connection, body, ended, publish } = openStream(1000);
  connection.send({ type: "init", text: "x".repeat(5000) });
  connection.subscribe();
  publish({ type: "patch", text: "x".repeat(900) });
  expect(ended).toEqual([]);
  publish({ type: "patch", text: "x".repeat(900) });
  expect(ended).toEqual([connection]);
  publish({ type: "patch", text: "x".repeat(900) });
  const read = await new Response(body).text();
  expect(read).toStartWith("event: close\n");
  expect(read).toContain('"code":1013');
});

test("[P9] a reader that keeps up may be sent any amount", async () => {
  const { connection, body, ended, publish } = openStream(1000);
  const reader = body.getReader();
  connection.send({ type: "init", text: "x".repeat(5000) });
  connection.subscribe();
  let bytes = 0;
  for (let i = 0; i < 20; i++) {
    bytes += (await reader.read()).value?.byteLength ?? 0;
    publish({ type: "patch", text: "x".repeat(900) });
  }
  expect(ended).toEqual([]);
  expect(bytes).toBeGreaterThan(5000 + 18 * 900);
  await reader.cancel();
});

test("[L5] a reader that lags goes without presence, and is told all of it once it has caught up", async () => {
  const { connection, body, ended, publish } = openStream(1_000_000);
  const reader = body.getReader();
  connection.send(INIT);
  connection.subscribe();
  publish({ type: "patch", text: "x".repeat(300_000) });
  publish({ type: "presence", text: "missed" });
  publish({ type: "leave", text: "heard" });
  const first = new TextDecoder().decode((await reader.read()).value);
  expect(first).toContain("heard");
  expect(first).not.toContain("missed");
  publish({ type: "presence", text: "part of what is told now" });
  const second = new TextDecoder().decode((await reader.read()).value);
  expect(second).toBe(`event: presence\ndata: ${PRESENCE.text}\n\n`);
  expect(ended).toEqual([]);
  await reader.cancel();
});
