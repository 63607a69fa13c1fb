import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Storage } from "#registry/storage/storage.ts";
import { problem } from "#registry/http/problem.ts";
import { Problem, PROBLEM_CODES } from "#schemas/protocol/problem.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let broken = false;
let odd = false;
const withBrokenList = (storage: Storage): Storage => ({
  ...storage,
  sops: {
    ...storage.sops,
    list(query) {
      if (broken) return Promise.reject(new Error("secret of the disk"));
      // What no storage gives stands for a defect of whoever reads it.
      return odd ? Promise.resolve(null as never) : storage.sops.list(query);
    },
  },
});

beforeAll(async () => {
  world = await openWorld({ wrap: withBrokenList });
});
afterAll(() => world.close());

test("[H1] every code makes a problem document with a status of its own kind", async () => {
  for (const code of PROBLEM_CODES) {
    const answer = problem(code, "why");
    const body = Problem.parse(await answer.json());
    expect(body).toMatchObject({
      type: `urn:kp:problem:${code}`,
      status: answer.status,
      code,
      detail: "why",
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(body.title).not.toBe(code);
  }
});

test("[H1] an unknown route is 404, a known one with another method 405 with what is allowed", async () => {
  for (const path of ["/nothing", "/v1", "/v1/nothing", "/v2/sop", "/v1/sop/", "/v1/sop/x/y/z"]) {
    const reply = await world.call("GET", path, { key: world.key });
    expect(verdictOf(reply)).toBe("404 not_found");
    expect(Problem.parse(reply.body)).toEqual(reply.body);
  }
  const reply = await world.call("DELETE", "/v1/sop", { key: world.key });
  expect(verdictOf(reply)).toBe("405 method_not_allowed");
  expect(reply.headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
});

test("[H1] OPTIONS says what is allowed and lets no other origin in", async () => {
  const headers = { origin: "https://evil.example", "access-control-request-method": "PATCH" };
  const reply = await world.call("OPTIONS", "/v1/sop/kp:sop:x", { headers });
  expect(reply.status).toBe(204);
  expect(reply.headers.get("allow")).toBe("GET, PUT, PATCH, DELETE, HEAD, OPTIONS");
  expect(reply.headers.get("access-control-allow-origin")).toBeNull();
});

test("[H1] [B4] a defect is 500 and says nothing of itself, and the next call works", async () => {
  odd = true;
  const reply = await world.call("GET", "/v1/sop", { key: world.key });
  odd = false;
  expect(verdictOf(reply)).toBe("500 internal");
  expect(reply.text).not.toContain("null");
  expect((await world.call("GET", "/v1/sop", { key: world.key })).status).toBe(200);
});

test("[M6] [B4] a storage that fails is 503 with when to come again, without its secret", async () => {
  broken = true;
  const reply = await world.call("GET", "/v1/sop", { key: world.key });
  broken = false;
  expect(verdictOf(reply)).toBe("503 storage");
  expect(reply.headers.get("retry-after")).toBe("1");
  expect(reply.text).not.toContain("secret");
  expect((await world.call("GET", "/v1/sop", { key: world.key })).status).toBe(200);
});
