import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import type { Storage } from "#registry/storage/storage.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { EditAnswer } from "#schemas/protocol/http-answers.ts";
import { Problem } from "#schemas/protocol/problem.ts";
import { edgeOf } from "./graphs.ts";
import { verdictOf, type Reply } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  id = (await world.createSop()).id;
});
afterAll(() => world.close());

const setX = (value: unknown): PatchOp => ({ op: "replace", path: "/nodes/a/position/x", value }) as PatchOp;
const nowhere: PatchOp = { op: "replace", path: "/nodes/nowhere/position/x", value: 1 };

/** What a refused edit of `id` is answered with. */
const refuse = (ops: unknown, query = "", headers = {}) =>
  world.call("PATCH", `/v1/sop/${id}${query}`, { key: world.key, body: ops, headers });

test("[H7] an edit takes the next version and is told with its effects and ETag", async () => {
  const first = await world.edit(id, [setX(5)]);
  expect(first.status).toBe(200);
  expect(first.body).toEqual({
    version: 1,
    ops: [{ op: "replace", path: "/nodes/a/position/x", value: 5 }],
    outcomes: [],
  });
  const read = await world.read(id);
  expect(first.headers.get("etag")).toBe(`"1-${read.head}"`);
  expect((await world.edit(id, [setX(6)])).body.version).toBe(2);
});

test("[H7] [O4] sent again under its Idempotency-Key it is the first answer, and nothing is applied", async () => {
  const options = { headers: { "idempotency-key": "key-1" } };
  const first = await world.edit(id, [setX(1)], options);
  await world.edit(id, [setX(2)]);
  const again = await world.edit(id, [setX(1)], options);
  expect(again.text).toBe(first.text);
  expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
  expect(await world.read(id)).toMatchObject({ version: 2, graph: { nodes: { a: { position: { x: 2 } } } } });
  expect(verdictOf(await refuse([setX(3)], "", options.headers))).toBe("409 id_reused");
  expect(verdictOf(await refuse([setX(1)], "?base=1", options.headers))).toBe("409 id_reused");
  expect(verdictOf(await refuse([setX(1)], "?atomic=false", options.headers))).toBe("409 id_reused");
});

test("[H7] [O4] a refusal that was judged is refused again in the same words", async () => {
  const options = { "idempotency-key": "refused" };
  const first = await refuse([nowhere], "", options);
  await world.edit(id, [setX(2)]);
  const again = await refuse([nowhere], "", options);
  expect(again.text).toBe(first.text);
});

test("[H7] client= names one peer, so that its edits know each other", async () => {
  const client = "script-0001";
  await world.edit(id, [setX(1)], { query: `?client=${client}&base=0` });
  await world.edit(id, [setX(2)], { query: `?client=${client}&base=0&ts=1800000000000` });
  const { items } = await world.patches(id);
  expect(items.map((item) => item.peer)).toEqual([`owner/${client}`, `owner/${client}`]);
  expect(verdictOf(await refuse([setX(1)], "?client=short"))).toBe("422 invalid");
});

test("[H7] without client= each call is a peer of its own, named by its key", async () => {
  await world.edit(id, [setX(1)], { headers: { "idempotency-key": "k" } });
  await world.edit(id, [setX(2)]);
  const [first, second] = (await world.patches(id)).items;
  expect(first).toMatchObject({ id: "k", peer: "owner/http.k", agent: "owner" });
  expect(second?.peer).toBe(`owner/http.${second?.id}`);
});

test("[H7] [O1] atomic unless told otherwise; a refusal carries the outcomes and changes nothing", async () => {
  const refused = await refuse([setX(1), nowhere]);
  expect(verdictOf(refused)).toBe("422 path_not_found");
  expect(Problem.parse(refused.body).outcomes).toContainEqual(
    expect.objectContaining({ op: 1, status: "rejected", code: "path_not_found" }),
  );
  expect((await world.read(id)).version).toBe(0);

  const partly = await world.edit(id, [setX(1), nowhere], { query: "?atomic=false" });
  expect(partly.body).toMatchObject({ version: 1, outcomes: [{ op: 1, code: "path_not_found" }] });
  expect(verdictOf(await refuse([nowhere], "?atomic=false"))).toBe("422 path_not_found");
});

test("[H7] [T1] what lost to a newer write is 200 with the current version and no ops", async () => {
  await world.edit(id, [setX(1)], { query: "?base=0&ts=2000" });
  const late = await world.edit(id, [setX(2)], { query: `?base=0&ts=1000` });
  // Both times lie before the horizon: the registry says so rather than guess.
  expect(late.status).toBe(409);
  const now = world.clock.now();
  await world.edit(id, [setX(3)], { query: `?base=0&ts=${now - 1000}` });
  const lost = await world.edit(id, [setX(4)], { query: `?base=0&ts=${now - 2000}` });
  expect(lost.status).toBe(200);
  expect(lost.body).toMatchObject({ version: 1, ops: [], outcomes: [{ op: 0, status: "superseded" }] });
  expect(lost.headers.get("etag")).toBe(`"1-${(await world.read(id)).head}"`);
});

test("[H7] the first rejected op decides the status", async () => {
  await world.edit(id, [{ op: "remove", path: "/nodes/b" }]);
  const toB = { op: "add", path: "/edges/n", value: edgeOf("n", "a", "b") };
  const verdicts = {
    "409 dangling_edge": refuse([toB], "?base=0"),
    "409 deleted": refuse([{ op: "replace", path: "/nodes/b/position/x", value: 1 }], "?base=0"),
    "409 base_ahead": refuse([setX(1)], "?base=9"),
    "409 too_old": refuse([setX(1)], "?ts=1000"),
    "412 test_failed": refuse([{ op: "test", path: "/name", value: "no" }, setX(1)]),
    "422 invalid": refuse([setX("left")]),
    "422 invalid_id": refuse([{ op: "replace", path: "/nodes/a/id", value: "z" }]),
    "422 malformed": refuse([{ op: "replace", path: "name", value: "z" }]),
    "413 limit": refuse(Array.from({ length: 1001 }, () => setX(1))),
  };
  for (const [verdict, reply] of Object.entries(verdicts)) expect(verdictOf(await reply)).toBe(verdict);
  expect((await world.read(id)).version).toBe(1);
});

test("[H7] [N1] what is no JSON Patch is malformed, another content type 415", async () => {
  const wrong: unknown[] = [
    {},
    null,
    "x",
    [1],
    [{}],
    [{ op: "toString", path: "/name" }],
    [{ op: "add", path: "/name" }],
  ];
  for (const body of wrong) expect(verdictOf(await refuse(body))).toBe("422 malformed");
  for (const raw of ["", "{", "[1,]", new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d])]) {
    const reply = await world.call("PATCH", `/v1/sop/${id}`, { key: world.key, raw });
    expect(verdictOf(reply)).toBe("422 malformed");
  }
  const plain = await refuse([setX(1)], "", { "content-type": "application/json" });
  expect(verdictOf(plain)).toBe("415 unsupported_media_type");
  expect(plain.headers.get("accept-patch")).toBe("application/json-patch+json");
  const withCharset = await refuse([setX(1)], "", {
    "content-type": "application/json-patch+json; charset=utf-8",
  });
  expect(withCharset.status).toBe(200);
});

test("[H7] queries and headers that make no sense are refused", async () => {
  for (const query of ["?base=-1", "?base=x", "?atomic=no", "?ts=soon", "?ts="]) {
    expect(verdictOf(await refuse([setX(1)], query))).toBe("422 invalid");
  }
  expect(verdictOf(await refuse([setX(1)], "", { "idempotency-key": "k".repeat(65) }))).toBe("422 invalid");
});

test("[H8] If-Match that is not current is 412 with the SOP as it is, to the letter", async () => {
  const etag = (await world.edit(id, [setX(1)])).headers.get("etag") ?? "";
  await world.edit(id, [setX(2)]);
  const stale = await refuse([setX(3)], "", { "if-match": etag });
  expect(verdictOf(stale)).toBe("412 precondition_failed");
  const current = await world.read(id);
  expect(stale.body.sop).toEqual(current);
  expect(stale.headers.get("etag")).toBe(`"2-${current.head}"`);
  const fresh = { "if-match": `"2-${current.head}"` };
  expect((await refuse([setX(3)], "", fresh)).status).toBe(200);
  expect(verdictOf(await refuse([setX(4)], "", { "if-match": `W/"3-${current.head}"` }))).toBe(
    "412 precondition_failed",
  );
});

test("[H8] of many who hold the same ETag one gets through", async () => {
  const headers = { "if-match": '"0-"' };
  const replies: Promise<{ status: number }>[] = Array.from({ length: 8 }, (_, x) =>
    refuse([setX(x + 1)], "", headers),
  );
  const statuses = (await Promise.all(replies)).map((reply) => reply.status);
  expect(statuses.sort((a, b) => a - b)).toEqual([200, ...Array.from({ length: 7 }, () => 412)]);
});

test("[H7] many at once take a version each, without a hole", async () => {
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, i): Promise<{ body: EditAnswer }> => world.edit(id, [setX(i + 1)])),
  );
  const versions = replies.map((reply) => reply.body.version).sort((a, b) => a - b);
  expect(versions).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
});

test("[H7] [O4] one patch sent many times at once is committed once, and answered alike", async () => {
  const options = { headers: { "idempotency-key": "storm" } };
  const replies = await Promise.all(
    Array.from({ length: 10 }, (): Promise<{ text: string }> => world.edit(id, [setX(1)], options)),
  );
  expect(new Set(replies.map((reply) => reply.text)).size).toBe(1);
  expect((await world.read(id)).version).toBe(1);
});

test("[H7] [P10] what could not be stored is 503 storage and not applied; sent again later it is", async () => {
  let full = false;
  const failing = (storage: Storage): Storage => ({
    ...storage,
    log: {
      ...storage.log,
      append: (group) => (full ? Promise.reject(new Error("disk full")) : storage.log.append(group)),
    },
  });
  const other = await openWorld({ wrap: failing });
  try {
    const sop = (await other.createSop()).id;
    const options = { headers: { "idempotency-key": "later" } };
    full = true;
    const lost: Reply<unknown> = await other.edit(sop, [setX(1)], options);
    expect(verdictOf(lost as Reply<Problem>)).toBe("503 storage");
    expect(lost.headers.get("retry-after")).toBe("1");
    expect(lost.text).not.toContain("disk full");
    expect((await other.read(sop)).version).toBe(0);
    full = false;
    expect((await other.edit(sop, [setX(1)], options)).body.version).toBe(1);
  } finally {
    await other.close();
  }
});
