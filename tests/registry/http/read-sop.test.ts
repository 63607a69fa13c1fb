import { afterAll, beforeAll, expect, test } from "bun:test";
import { Sop } from "#schemas/protocol/document.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld();
  id = (await world.createSop()).id;
  for (let x = 1; x <= 3; x++)
    await world.edit(id, [{ op: "replace", path: "/nodes/a/position/x", value: x }]);
});
afterAll(() => world.close());

/** A call that is refused. */
const at = (query: string) => world.call("GET", `/v1/sop/${id}${query}`, { key: world.key });
const read = (query = "", headers = {}) =>
  world.call<Sop>("GET", `/v1/sop/${id}${query}`, { key: world.key, headers });

test("[H6] [D6] gives the newest version with its ETag", async () => {
  const { body, headers } = await read();
  expect(Sop.parse(body)).toEqual(body);
  expect(body.version).toBe(3);
  expect(body.head).toMatch(/^[A-Za-z0-9_-]{8}$/);
  expect(headers.get("etag")).toBe(`"3-${body.head}"`);
  expect(body.graph.nodes["a"]?.position.x).toBe(3);
});

test("[H6] [D6] gives any kept version as it was, each with a head of its own", async () => {
  const heads = new Set<string>();
  for (let version = 0; version <= 3; version++) {
    const { body, headers } = await read(`?version=${version}`);
    expect(body.version).toBe(version);
    expect(body.graph.nodes["a"]?.position.x).toBe(version);
    expect(headers.get("etag")).toBe(`"${version}-${body.head}"`);
    heads.add(body.head);
  }
  expect(heads.size).toBe(4);
  expect(heads.has("")).toBe(true);
});

test("[H6] a version that is not there yet is 404, one that is no number is invalid", async () => {
  expect(verdictOf(await at("?version=4"))).toBe("404 not_found");
  for (const wrong of ["-1", "1.5", "", "x", "1e1"]) {
    expect(verdictOf(await at(`?version=${wrong}`))).toBe("422 invalid");
  }
});

test("[H6] If-None-Match with the current ETag is 304 without a body", async () => {
  const etag = (await read()).headers.get("etag") ?? "";
  const same = await read("", { "if-none-match": etag });
  expect({ status: same.status, text: same.text, etag: same.headers.get("etag") }).toEqual({
    status: 304,
    text: "",
    etag,
  });
  expect((await read("", { "if-none-match": '"2-xxxxxxxx"' })).status).toBe(200);
});

test("[H6] HEAD gives the same headers and no body", async () => {
  const reply = await world.call("HEAD", `/v1/sop/${id}`, { key: world.key });
  expect(reply.status).toBe(200);
  expect(reply.headers.get("etag")).toBe((await read()).headers.get("etag"));
  expect(reply.text).toBe("");
});
