import { expect, test } from "bun:test";
import { createDecoder } from "#studio/sync/link/decode.ts";
import { createFakeEnv } from "#tests/support/fake-env.ts";
import { isEnded, isMessage, record } from "./recorder.ts";
import { giveTickets, init, say, welcome } from "./script.ts";

const PATCH = { version: 1, head: "h", id: "p", peer: "a/b", agent: "a", ts: 1, ops: [] };
const GOOD: readonly object[] = [
  { ...init(createFakeEnv()), later: true },
  { ...init(createFakeEnv()), patches: undefined, sop: { graph: { nodes: {}, edges: {} } } },
  { type: "patch", ...PATCH, ops: [{ op: "add", path: "/nodes/a", value: 1, hint: "new" }] },
  { type: "patches", patches: [PATCH] },
  { type: "outcome", id: "p", version: null, ops: [{ op: 0, status: "a status of tomorrow" }] },
  { type: "notice", id: "n", patch: "p", code: "c", path: "/x", by: {}, detail: {} },
  { type: "join", peer: { peer: "a/b", agent: "a" } },
  { type: "leave", peer: "a/b" },
  { type: "presence", peers: { "a/b": { cursor: null } } },
  { type: "locks", peer: "a/b", nodes: ["a"], denied: [] },
  { type: "sop", status: "draft" },
  { type: "role", role: "viewer" },
  { type: "error", code: "limit", message: "" },
  { type: "pong", t: 1, time: 1, version: 0 },
];

const BAD: readonly unknown[] = [
  null,
  [],
  "patch",
  { type: 1 },
  {},
  { type: "patch", ...PATCH, version: "1" },
  { type: "patch", ...PATCH, ops: [{ op: "move", path: "/a", from: "/b" }] },
  { type: "patch", ...PATCH, ops: [null] },
  { type: "patches", patches: [{ ...PATCH, head: undefined }] },
  { type: "outcome", id: "p", ops: [] },
  { type: "presence", peers: { a: 1 } },
  { type: "locks", peer: "a", nodes: [1] },
  { ...init(createFakeEnv()), patches: undefined },
  { ...init(createFakeEnv()), you: null },
];

test("[Y14] what is known passes, with whatever members are new", () => {
  const warnings: string[] = [];
  const decoder = createDecoder((warning) => warnings.push(warning));
  for (const message of GOOD) {
    expect(decoder.text(JSON.stringify(message))).toEqual({
      kind: "message",
      message: JSON.parse(JSON.stringify(message)) as never,
    });
  }
  expect(warnings).toEqual([]);
});

test("[Y14] what lacks what a client reads is unreadable, and never throws", () => {
  const warnings: string[] = [];
  const decoder = createDecoder((warning) => warnings.push(warning));
  for (const message of BAD) expect(decoder.value(message)).toEqual({ kind: "unreadable" });
  for (const text of ["", "{", "\u0000", "[".repeat(100_000)])
    expect(decoder.text(text).kind).toBe("unreadable");
  expect(warnings.length).toBe(BAD.length + 4);
});

test("[Y14] an unknown type is passed over with one warning; names of Object's own are types like others", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: "kp_key", env });
  const socket = await welcome(env);
  for (const type of ["reaction", "reaction", "constructor", "__proto__", "reaction"]) {
    socket.onmessage?.({ data: `{"type":${JSON.stringify(type)}}` });
  }
  say(socket, { type: "role", role: "viewer" });
  expect(here.told.filter(isMessage("role"))).toHaveLength(1);
  expect(here.warnings).toHaveLength(3);
  expect(here.link.state.kind).toBe("open");
});

test("[Y14] after what cannot be read it starts over from what is confirmed, with a wait", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  using here = record({ auth: "kp_key", env });
  const socket = await welcome(env);
  socket.onmessage?.({ data: '{"type":"patch"' });
  say(socket, { type: "role", role: "viewer" });
  expect(here.told.filter(isMessage("role"))).toEqual([]);
  expect(here.told.filter(isEnded)).toHaveLength(1);
  await env.advance(1000);
  await welcome(env);
  expect(here.link.state.kind).toBe("open");
  expect(here.warnings).toHaveLength(1);
});
