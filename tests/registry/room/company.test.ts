import { expect, test } from "bun:test";
import { Company } from "#registry/room/company.ts";
import type { Connection, Encoded } from "#registry/room/types.ts";
import { DEFAULT_LIMITS, type Limits } from "#schemas/limits.ts";
import { ServerMessage } from "#schemas/protocol/server-message.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

/** A room's company with nodes "a" and "b", a clock in hand, and all that was told. */
function openCompany(limits: Partial<Limits> = {}) {
  const clock = createTestClock();
  const published: ServerMessage[] = [];
  const company = new Company({
    parts: { clock, limits: { ...DEFAULT_LIMITS, ...limits } },
    publish: ({ text }: Encoded) => void published.push(ServerMessage.parse(JSON.parse(text))),
    between: (step) => step(),
    hasNode: (node) => node === "a" || node === "b",
    mayHold: (agent) => agent !== "demoted",
    isOver: () => false,
  });
  const enter = (peer: string, isNamed = true) => {
    const connection = connectionOf(peer);
    const entry = { name: peer, role: "editor", isNamed } as const;
    const { place } = company.members.enter(connection, entry, clock.now());
    company.presence.entered(place);
    return connection;
  };
  const ask = (connection: Connection, ...nodes: string[]) =>
    company.locks.ask({ peer: connection.peer, nodes, connection, mayEdit: () => true }, () => undefined);
  /** What was told since the last look. */
  const told = () => published.splice(0);
  const pass = (ms: number) => {
    clock.advance(ms);
    company.sweep(clock.now());
    clock.advance(40);
  };
  return { company, clock, enter, ask, told, pass };
}

function connectionOf(peer: string): Connection {
  const agent = peer.split("/")[0] ?? "";
  return { peer, agent, send: () => undefined, subscribe: () => undefined, close: () => undefined };
}

test("[L1] [L2] a lost peer is away with its cursor hidden, and back as it was within the grace", () => {
  const { company, enter, told, pass } = openCompany();
  const ann = enter("ann/tab-one-1");
  company.presence.merge(ann.peer, { cursor: { x: 1, y: 1 }, selection: ["a"], typing: "a" });
  pass(0);
  told();
  company.leave(ann, 1006);
  pass(29_000);
  const hidden = { status: "away", cursor: null, typing: null };
  expect(told()).toEqual([{ type: "presence", peers: { [ann.peer]: hidden } }]);
  expect(company.list()).toMatchObject([{ status: "away", selection: ["a"] }]);
  expect(company.list()[0]).not.toHaveProperty("cursor");

  enter("ann/tab-one-1");
  pass(0);
  const shown = { status: "active", cursor: { x: 1, y: 1 }, typing: "a" };
  expect(told()).toEqual([{ type: "presence", peers: { [ann.peer]: shown } }]);
  pass(31_000);
  expect(told()).toEqual([]);
});

test("[L1] [L10] after the grace it leaves, and what it held is free", () => {
  const { company, enter, ask, told, pass } = openCompany();
  const ann = enter("ann/tab-one-1");
  ask(ann, "a");
  company.leave(ann, 1013);
  pass(29_000);
  expect(company.locks.table.toRecord()).toEqual({ a: ann.peer });
  told();
  pass(1000);
  expect(told()).toEqual([
    { type: "locks", peer: ann.peer, nodes: [] },
    { type: "leave", peer: ann.peer },
  ]);
  expect(company.isEmpty).toBe(true);
});

test("[L1] who closes cleanly, has no name or no access any more leaves at once", () => {
  const { company, enter, told } = openCompany();
  for (const code of [1000, 1001, 1005, 4401, 4403, 1006]) {
    // Without a name there is nothing to come back under.
    const ann = enter("ann/tab-one-1", code !== 1006);
    company.leave(ann, code);
    expect(told()).toEqual([{ type: "leave", peer: ann.peer }]);
    company.leave(ann, code);
    expect(told()).toEqual([]);
  }
});

test("[L3] quiet for a minute is idle, and the next message is active", () => {
  const { company, enter, told, pass } = openCompany();
  const ann = enter("ann/tab-one-1");
  pass(59_000);
  expect(told()).toEqual([]);
  pass(1000);
  expect(told()).toEqual([{ type: "presence", peers: { [ann.peer]: { status: "idle" } } }]);
  company.heard(ann.peer);
  pass(0);
  expect(told()).toEqual([{ type: "presence", peers: { [ann.peer]: { status: "active" } } }]);
  pass(59_000);
  expect(told()).toEqual([]);
});

test("[L4] a room is told together, once a period, only what changed and the latest of it", () => {
  const { company, clock, enter, told } = openCompany();
  const [ann, bob] = [enter("ann/tab-one-1"), enter("bob/tab-one-1")];
  company.presence.merge(ann.peer, { cursor: { x: 0, y: 0 } });
  clock.advance(0);
  expect(told()).toHaveLength(1);
  for (let x = 1; x <= 9; x++) company.presence.merge(ann.peer, { cursor: { x, y: 0 } });
  company.presence.merge(bob.peer, { typing: "a" });
  clock.advance(32);
  expect(told()).toEqual([]);
  clock.advance(1);
  const peers: Record<string, Record<string, string | object>> = {
    [ann.peer]: { cursor: { x: 9, y: 0 } },
    [bob.peer]: { typing: "a" },
  };
  expect(told()).toMatchObject([{ type: "presence", peers }]);
  company.presence.merge(ann.peer, { cursor: { x: 9, y: 0 } });
  clock.advance(1000);
  expect(told()).toEqual([]);
});

test("[L4] the period grows with the room: half a millisecond for each peer", () => {
  const { company, clock, enter, told } = openCompany();
  const peers = Array.from({ length: 100 }, (_, i) => enter(`agent-${i}/tab-one-1`));
  company.presence.merge(peers[0]?.peer ?? "", { cursor: { x: 0, y: 0 } });
  clock.advance(0);
  expect(told()).toHaveLength(1);
  company.presence.merge(peers[0]?.peer ?? "", { cursor: { x: 1, y: 1 } });
  clock.advance(49);
  expect(told()).toEqual([]);
  clock.advance(1);
  expect(told()).toHaveLength(1);
});

test("[L4] past its rate a peer is told of later, with its latest value", () => {
  const { company, clock, enter, told } = openCompany({ presence_rate: 2 });
  const ann = enter("ann/tab-one-1");
  const seen: unknown[] = [];
  for (let x = 1; x <= 100; x++) {
    company.presence.merge(ann.peer, { cursor: { x, y: 0 } });
    clock.advance(10);
    seen.push(...told());
  }
  clock.advance(1000);
  const last = told();
  expect(seen.length).toBeLessThanOrEqual(3);
  expect(last).toEqual([{ type: "presence", peers: { [ann.peer]: { cursor: { x: 100, y: 0 } } } }]);
});

test("[L4] a message that is full leaves the rest to the next, and nobody is forgotten", () => {
  const { company, clock, enter, told } = openCompany();
  const peers = Array.from({ length: 6 }, (_, i) => enter(`agent-${i}/tab-one-1`).peer);
  const selection = Array.from({ length: 1000 }, (_, i) => `n${i}`.padEnd(60, "x"));
  for (const peer of peers) company.presence.merge(peer, { selection });
  clock.advance(0);
  const first = told().flatMap((message) => (message.type === "presence" ? Object.keys(message.peers) : []));
  clock.advance(33);
  const next = told().flatMap((message) => (message.type === "presence" ? Object.keys(message.peers) : []));
  expect(first.length).toBeLessThan(peers.length);
  expect([...first, ...next]).toEqual(peers.slice(0, first.length + next.length));
  clock.advance(66);
  expect(company.list().every((peer) => peer.selection?.length === 1000)).toBe(true);
});

test("[L7] who is away takes nobody's place", () => {
  const { company, enter } = openCompany();
  const ann = enter("ann/tab-one-1");
  expect(company.members.isFullFor("bob/tab-one-1", 1)).toBe(true);
  expect(company.members.isFullFor(ann.peer, 1)).toBe(false);
  company.leave(ann, 1006);
  expect(company.members.isFullFor("bob/tab-one-1", 1)).toBe(false);
});

test("[L7] no more are waited for than may be here: the longest gone leaves early", () => {
  const { company, enter, told } = openCompany({ peers: 3 });
  for (let i = 1; i <= 5; i++) company.leave(enter(`ann/made-up-${i}`), 1006);
  expect(company.list().map(({ peer }) => peer)).toEqual([3, 4, 5].map((i) => `ann/made-up-${i}`));
  expect(told()).toEqual([1, 2].map((i) => ({ type: "leave" as const, peer: `ann/made-up-${i}` })));
});

test("[L10] five minutes after its peer's last message a lock ends, however that came; a lease goes by its own time", () => {
  const { company, enter, ask, told, pass } = openCompany();
  const ann = enter("ann/tab-one-1");
  ask(ann, "a");
  void company.locks.lease(ann.peer, "b", 600_000);
  pass(299_000);
  company.heard(ann.peer);
  pass(299_000);
  expect(company.locks.table.toRecord()).toEqual({ a: ann.peer, b: ann.peer });
  told();
  pass(1000);
  expect(told()).toContainEqual({ type: "locks", peer: ann.peer, nodes: ["b"] });
});

test("[L15] demotion frees what an agent holds by any peer and is seen; removal takes its away peers along", () => {
  const { company, enter, ask, told, pass } = openCompany();
  const [ann, bob] = [enter("ann/tab-one-1"), enter("bob/tab-one-1")];
  ask(ann, "a");
  void company.locks.lease("ann/http", "b", 60_000);
  told();
  company.rightsChanged("ann", "viewer");
  expect(company.locks.table.isEmpty).toBe(true);
  pass(0);
  expect(told()).toEqual([
    { type: "locks", peer: ann.peer, nodes: [] },
    { type: "locks", peer: "ann/http", nodes: [] },
    { type: "presence", peers: { [ann.peer]: { role: "viewer" } } },
  ]);
  company.leave(ann, 1006);
  company.rightsChanged("ann", null);
  expect(told()).toContainEqual({ type: "leave", peer: ann.peer });
  expect(company.list().map(({ peer }) => peer)).toEqual([bob.peer]);
});

test("[L15] [A27] what was asked for as an editor gives nothing when its turn comes to who is none any more", async () => {
  const { company } = openCompany();
  const answers: string[] = [];
  const ask = { peer: "demoted/tab-one-1", nodes: ["a"], mayEdit: () => true };
  company.locks.ask(ask, ({ kind }) => void answers.push(kind));
  expect(answers).toEqual(["forbidden"]);
  expect(await company.locks.lease("demoted/http", "b", 60_000)).toEqual({ kind: "forbidden" });
  expect(company.locks.table.isEmpty).toBe(true);
});

test("[L9] an ask whose connection is gone when its turn comes gives nothing", () => {
  const { company, enter, ask, told } = openCompany();
  const ann = enter("ann/tab-one-1");
  company.leave(ann, 1000);
  told();
  ask(ann, "a");
  expect(company.locks.table.isEmpty).toBe(true);
  expect(told()).toEqual([]);
});
