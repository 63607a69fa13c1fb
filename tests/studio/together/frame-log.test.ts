import { expect, test } from "bun:test";
import { createFrameLog, filterFrames } from "#studio/together/frame-log.ts";
import { tapEnv } from "#studio/together/frame-tap.ts";
import { createFakeEnv } from "#tests/support/fake-env.ts";

test("[U49] a message is kept with its time, way, type and size, the newest 500 of them", () => {
  const log = createFrameLog(() => 7);
  log.add("out", '{"type":"ping","t":1}');
  log.add("in", '[{"type":"pong"}]');
  log.add("in", "[{},{}]");
  log.add("in", "not JSON");
  const said = log.read().map(({ at, direction, type, size }) => [at, direction, type, size]);
  expect(said).toEqual([
    [7, "out", "ping", 21],
    [7, "in", "pong", 17],
    [7, "in", "2 messages", 7],
    [7, "in", "text", 8],
  ]);
  for (let i = 0; i < 600; i += 1) log.add("in", `{"type":"patch","id":${i}}`);
  expect(log.read()).toHaveLength(500);
  expect(filterFrames(log.read(), " 599")).toHaveLength(1);
  expect(filterFrames(log.read(), "PATCH")).toHaveLength(500);
});

test("[U49] while paused nothing is kept; clearing forgets", () => {
  const log = createFrameLog(() => 0);
  let heard = 0;
  const stop = log.subscribe(() => (heard += 1));
  log.pause(true);
  log.add("in", "{}");
  expect(log.read()).toEqual([]);
  log.pause(false);
  log.add("in", "{}");
  log.clear();
  expect(log.read()).toEqual([]);
  stop();
  log.add("in", "{}");
  expect(heard).toBe(2);
});

test("[U49] who listens in on a socket changes nothing of what passes", () => {
  const env = createFakeEnv();
  const heard: [string, string][] = [];
  const tapped = tapEnv(env, (direction, text) => heard.push([direction, text]));
  const socket = tapped.openSocket?.("ws://here/", "sop.v1");
  const events: unknown[] = [];
  const handlers = {
    onopen: () => events.push("open"),
    onmessage: ({ data }: { readonly data: unknown }) => events.push(data),
    onclose: ({ code }: { readonly code: number }) => events.push(code),
  };
  Object.assign(socket ?? {}, handlers);
  const [real] = env.sockets;
  real?.onopen?.();
  socket?.send('{"type":"ping"}');
  real?.onmessage?.({ data: '{"type":"pong"}' });
  real?.onclose?.({ code: 1006, reason: "" });
  expect(events).toEqual(["open", '{"type":"pong"}', 1006]);
  expect(real?.sent).toEqual([{ type: "ping" }]);
  expect(heard).toEqual([
    ["out", '{"type":"ping"}'],
    ["in", '{"type":"pong"}'],
    ["in", '{"type":"close","code":1006,"reason":""}'],
  ]);
});

test("[U49] calls and streams are listened in on too, and keep their bodies", async () => {
  const env = createFakeEnv();
  const heard: string[] = [];
  const tapped = tapEnv(env, (direction, text) => heard.push(`${direction} ${text}`));
  env.answer(({ path }) =>
    path === "/events"
      ? new Response('event: pong\ndata: {"t":1}\n\n', { headers: { "content-type": "text/event-stream" } })
      : Response.json([{ type: "locks" }]),
  );
  const answer = await tapped.fetch("http://here/v1/sop/1/messages", { method: "POST", body: "[1]" });
  expect(await answer.json()).toEqual([{ type: "locks" }]);
  const stream = await tapped.fetch("http://here/v1/sop/1/events");
  expect(await stream.text()).toContain("data:");
  expect(heard).toEqual(["out [1]", 'in [{"type":"locks"}]', 'in {"t":1}']);
});
