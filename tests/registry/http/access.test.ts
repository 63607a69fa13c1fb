import { afterAll, beforeAll, expect, test } from "bun:test";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let sop: string;
beforeAll(async () => {
  world = await openWorld();
  sop = (await world.createSop()).id;
});
afterAll(() => world.close());

const CALLS = [
  ["GET", "", undefined],
  ["GET", "?version=0", undefined],
  ["PATCH", "", []],
  ["PUT", "?base=0", { visibility: "org" }],
  ["DELETE", "", undefined],
  ["POST", "/undelete", undefined],
  ["GET", "/patches", undefined],
  ["GET", "/notices", undefined],
  ["GET", "/events", undefined],
  ["POST", "/messages", []],
] as const;

test("[H3] no call on SOPs goes without a valid key; the answer says how to bring one", async () => {
  for (const [method, tail, body] of CALLS) {
    const bare = await world.call(method, `/v1/sop/${sop}${tail}`, { body });
    expect(verdictOf(bare)).toBe("401 unauthenticated");
    expect(bare.headers.get("www-authenticate")).toBe('Bearer realm="registry"');
    const wrong = await world.call(method, `/v1/sop/${sop}${tail}`, { body, key: `kp_${"x".repeat(43)}` });
    expect(verdictOf(wrong)).toBe("401 unauthenticated");
    expect(wrong.headers.get("www-authenticate")).toContain('error="invalid_token"');
  }
  expect(verdictOf(await world.call("GET", "/v1/sop"))).toBe("401 unauthenticated");
  expect(verdictOf(await world.call("POST", "/v1/sop", { body: {} }))).toBe("401 unauthenticated");
});

test("[H3] a stranger cannot tell a SOP that is there from one that is not, nor from an id that cannot be", async () => {
  const key = await world.register("stranger");
  const nowhere = [`kp:sop:${crypto.randomUUID()}`, "kp:sop:x", "1", "%ff", "__proto__"];
  for (const [method, tail, body] of CALLS) {
    const real = await world.call(method, `/v1/sop/${sop}${tail}`, { body, key });
    expect(verdictOf(real)).toBe("404 not_found");
    for (const id of nowhere) {
      const absent = await world.call(method, `/v1/sop/${id}${tail}`, { body, key });
      expect({ status: absent.status, text: absent.text }).toEqual({ status: 404, text: real.text });
      expect([...absent.headers.keys()].sort()).toEqual([...real.headers.keys()].sort());
    }
  }
});

test("[H3] a key that lacks the scope is forbidden, whatever the role", async () => {
  const reader = await world.register("reader", ["read"]);
  const writer = await world.register("writer", ["write"]);
  const edit = { key: reader, body: [] };
  expect(verdictOf(await world.call("POST", "/v1/sop", edit))).toBe("403 forbidden");
  expect(verdictOf(await world.call("PATCH", `/v1/sop/${sop}`, edit))).toBe("403 forbidden");
  expect(verdictOf(await world.call("DELETE", `/v1/sop/${sop}`, { key: reader }))).toBe("403 forbidden");
  expect(verdictOf(await world.call("GET", `/v1/sop/${sop}`, { key: writer }))).toBe("403 forbidden");
  expect(verdictOf(await world.call("GET", "/v1/sop", { key: writer }))).toBe("403 forbidden");
});
