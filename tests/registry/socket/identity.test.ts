import { expect, test } from "bun:test";
import { openEvents } from "#tests/contract-client/event-stream.ts";
import { type Account, accountOf, register, SMALL_GRAPH, withScopes } from "#tests/support/account.ts";
import { startIssuer } from "#tests/support/issuer.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { SocketClient } from "#tests/support/socket-client.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

const MOVE = [{ op: "replace", path: "/nodes/a/position/x", value: 5 }];

async function ticketOf(account: Account, sop: string): Promise<string> {
  const response = await account.call("POST", `/v1/sop/${sop}/ws-ticket`);
  expect(response.status).toBe(201);
  return ((await response.json()) as { ticket: string }).ticket;
}

test("[A9] a ticket opens one socket of its SOP, once", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const [sop, other] = [await ann.createSop(), await ann.createSop(SMALL_GRAPH)];
  const ticket = await ticketOf(ann, sop);
  using socket = new SocketClient(registry.wsUrl, sop, { ticket, origin: registry.url });
  expect((await socket.expect("init")).you.agent).toBe("ann");
  for (const [id, used] of [
    [sop, ticket],
    [other, await ticketOf(ann, sop)],
    [sop, "made-up"],
  ] as const) {
    using refused = new SocketClient(registry.wsUrl, id, { ticket: used, origin: registry.url });
    expect((await refused.closed).code).toBe(4401);
  }
  const stranger = await register(registry, "bob");
  expect((await stranger.call("POST", `/v1/sop/${sop}/ws-ticket`)).status).toBe(404);
});

test("[A5][A9] revoking a key closes its sockets, streams and tickets, and nobody else's", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  const spare = await withScopes(registry, ann, ["read"]);
  using kept = ann.open(sop);
  using ended = spare.open(sop);
  await Promise.all([kept.expect("init"), ended.expect("init")]);
  const stream = await openEvents(registry.url, { id: "ann", key: spare.key }, sop, { query: "" });
  const ticket = await ticketOf(spare, sop);
  await ann.call("DELETE", `/v1/auth/keys/${spare.key.slice(0, 11)}`);
  expect((await ended.closed).code).toBe(4401);
  for (;;) {
    const { event, data } = await stream.next();
    if (event !== "close") continue;
    expect(data).toMatchObject({ code: 4401 });
    break;
  }
  await stream.close();
  using late = new SocketClient(registry.wsUrl, sop, { ticket, origin: registry.url });
  expect((await late.closed).code).toBe(4401);
  kept.send({ type: "ping", t: 1 });
  await kept.until("pong");
});

test("[A5] a key that ends closes its socket within a second", async () => {
  const clock = createTestClock();
  await using registry = await startRegistry({ clock });
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  const made = await ann.call("POST", "/v1/auth/keys", { expires_in: 20 });
  const { api_key } = (await made.json()) as { api_key: string };
  using socket = accountOf(registry, "ann", api_key).open(sop);
  await socket.expect("init");
  clock.advance(19_999);
  socket.send({ type: "ping", t: 1 });
  await socket.until("pong");
  clock.advance(1000);
  expect((await socket.closed).code).toBe(4401);
});

test("[A10] a fresh token of the same agent keeps the socket open beyond the old one's end", async () => {
  const clock = createTestClock();
  await using issuer = await startIssuer();
  await using registry = await startRegistry({ clock, config: { oidc: issuer.oidc } });
  const sign = (seconds: number, claims = {}) =>
    issuer.sign(clock.now(), { exp: clock.now() / 1000 + seconds, ...claims });
  const ann = accountOf(registry, "oidc:ann", await sign(30));
  const sop = await ann.createSop();
  using socket = ann.open(sop);
  await socket.expect("init");

  socket.send({ type: "auth", token: await sign(300, { sub: "bob" }) });
  expect(await socket.until("error")).toMatchObject({ code: "forbidden" });
  socket.send({ type: "auth", token: "nonsense" });
  expect(await socket.until("error")).toMatchObject({ code: "forbidden" });

  socket.send({ type: "auth", token: await sign(55, { scopes: ["read"] }) });
  // The scopes of the fresh one count as soon as it is taken.
  for (let i = 0, code = ""; code !== "forbidden"; i++) {
    socket.send({ type: "patch", id: `p${i}`, base: 0, ts: clock.now(), ops: MOVE });
    const answer = await socket.next();
    if (answer.type === "error") ({ code } = answer);
  }
  clock.advance(40_000);
  socket.send({ type: "ping", t: 1 });
  await socket.until("pong");
  clock.advance(21_000);
  expect((await socket.closed).code).toBe(4401);
});

test("[A10] a fresh token over HTTP reaches the stream of that client", async () => {
  await using registry = await startRegistry();
  const ann = await register(registry, "ann");
  const bob = await register(registry, "bob");
  const sop = await ann.createSop();
  const other = await withScopes(registry, ann, ["read", "write"]);
  const stream = await openEvents(registry.url, { id: "ann", key: ann.key }, sop, {
    query: "client=stream-1",
  });
  await stream.next();
  const auth = async (token: string) =>
    (await ann.call("POST", `/v1/sop/${sop}/messages?client=stream-1`, [{ type: "auth", token }])).json();
  expect(await auth(bob.key)).toMatchObject([{ type: "error", code: "forbidden" }]);
  expect(await auth(other.key)).toEqual([]);
  // It is open by the fresh key alone now.
  await other.call("DELETE", `/v1/auth/keys/${ann.key.slice(0, 11)}`);
  expect(
    (await other.call("PATCH", `/v1/sop/${sop}`, MOVE, { "content-type": "application/json-patch+json" }))
      .status,
  ).toBe(200);
  expect((await stream.next()).event).toBe("patch");
  await stream.close();
});

test("[A8] a socket is refused with 1013 while the issuer cannot be asked", async () => {
  await using issuer = await startIssuer();
  issuer.isDown = true;
  await using registry = await startRegistry({ config: { oidc: issuer.oidc } });
  const key = await issuer.sign(Date.now());
  const sop = "kp:sop:00000000-0000-4000-8000-000000000000";
  using socket = new SocketClient(registry.wsUrl, sop, { key, origin: registry.url });
  expect((await socket.closed).code).toBe(1013);
});
