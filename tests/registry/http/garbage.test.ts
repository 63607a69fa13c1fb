import { afterAll, beforeAll, expect, test } from "bun:test";
import { Problem } from "#schemas/protocol/problem.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld();
  id = (await world.createSop()).id;
});
afterAll(() => world.close());

const DEEP = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
const BODIES: readonly string[] = [
  "",
  "null",
  "0",
  "1e999",
  '"x"',
  "[]",
  "{}",
  "[[]]",
  "[null]",
  '[{"op":"__proto__","path":""}]',
  '[{"op":"add","path":"/__proto__/x","value":1}]',
  '[{"op":"add","path":"/nodes/a/data/x","value":{"__proto__":{"polluted":1}}}]',
  '[{"op":"remove","path":""}]',
  '[{"op":"move","from":"","path":"/nodes/a"}]',
  '[{"op":"copy","from":"/nodes","path":"/nodes/a/data"}]',
  '[{"op":"test","path":"","value":1}]',
  '{"graph":null}',
  '{"graph":{"__proto__":{}}}',
  '{"graph":{"name":"x","domain":"d","nodes":{"toString":{}}}}',
  '{"visibility":{"toString":1}}',
  '{"agent_id":{"length":3}}',
  '[{"type":"constructor"}]',
  '[{"type":"ping","t":1e999}]',
  DEEP,
  `[{"op":"add","path":"/nodes/a/data/x","value":${DEEP}}]`,
  `{"graph":{"nodes":${DEEP}}}`,
  "\u0000",
  '"\\ud800"',
];
const QUERIES = [
  "",
  "?base=0&base=1",
  "?base=1e9",
  "?since=-0",
  "?client=%00",
  "?limit=9".repeat(9),
  "?%ff=%ff",
  "?__proto__=1",
];
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { "if-match": '"'.repeat(1000) },
  { "if-none-match": "W/".repeat(500) },
  { "idempotency-key": "\u00ff\u00fe" },
  { "content-type": ";;;" },
  { authorization: "Bearer kp_" },
  { authorization: "Bearer ".repeat(100) },
  { "last-event-id": "-" },
];

test("[B4] [H1] whatever is sent anywhere is answered in order, and never by a fault", async () => {
  const paths = [
    "/v1/auth/register",
    "/v1/sop",
    `/v1/sop/${id}`,
    `/v1/sop/${id}/messages`,
    `/v1/sop/${id}/undelete`,
  ];
  const seen = new Set<number>();
  for (const path of paths) {
    for (const method of ["POST", "PUT", "PATCH"]) {
      for (const [at, raw] of BODIES.entries()) {
        const query = QUERIES[at % QUERIES.length] ?? "";
        const headers = HEADERS[at % HEADERS.length];
        for (const options of [{ raw }, { raw, headers }]) {
          const reply = await world.call(method, path + query, { key: world.key, ...options });
          seen.add(reply.status);
          expect({ method, path, query, raw: raw.slice(0, 80), fault: reply.status >= 500 }).toMatchObject({
            fault: false,
          });
          if (reply.status >= 400) expect(Problem.parse(reply.body).status).toBe(reply.status);
        }
      }
    }
  }
  expect([...seen].sort((a, b) => a - b)).toEqual([200, 401, 405, 412, 413, 415, 422]);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  expect((await world.read(id)).graph.nodes["a"]?.position).toEqual({ x: 0, y: 0 });
});
