import { expect, test } from "bun:test";
import { readEnd } from "#studio/sync/link/auth.ts";
import { createFakeEnv } from "#tests/support/fake-env.ts";
import { record } from "./recorder.ts";
import { giveTickets, welcome } from "./script.ts";

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A token that ends at `exp` ms. */
function jwt(exp: number, name = "ann"): string {
  return `${part({ alg: "RS256" })}.${part({ sub: name, text: "ÿþ?>", exp: exp / 1000 })}.sig`;
}

test("[Y13] the end of a token is read where it is a JWT", () => {
  expect(readEnd(jwt(1_800_000_000_000))).toBe(1_800_000_000_000);
  for (const other of ["kp_abc.def.ghi", "opaque", "a.b.c", `a.${btoa('{"exp":"soon"}')}.c`, "a..c", ""]) {
    expect(readEnd(other)).toBeNull();
  }
});

test("[Y13] a fresh token is brought 60 s before the end by the registry's clock, and again before its own end", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  const skew = 3_600_000;
  const auth = () => jwt(env.now() + skew + 600_000);
  using here = record({ auth, env });
  const socket = await welcome(env, { time: env.now() + skew });
  const tokens = () => socket.sent.filter(({ type }) => type === "auth");
  const live = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10_000) {
      socket.onmessage?.({ data: '{"type":"leave","peer":"bob/x"}' });
      await env.advance(10_000);
    }
  };
  await live(530_000);
  expect(tokens()).toEqual([]);
  await live(20_000);
  expect(tokens()).toHaveLength(1);
  await live(540_000);
  expect(tokens()).toHaveLength(2);
  expect(here.link.state.kind).toBe("open");
  expect(here.told.filter(({ kind }) => kind === "ended")).toEqual([]);
});

test("[Y13] an auth that gives the same token, or fails, is asked again every 15 s and does no harm", async () => {
  const env = createFakeEnv();
  env.answer(giveTickets);
  const token = jwt(env.now() + 120_000);
  let asked = 0;
  const auth = () => ((asked += 1) === 3 ? Promise.reject(new Error("down")) : Promise.resolve(token));
  using here = record({ auth, env });
  const socket = await welcome(env);
  for (let turn = 0; turn < 10; turn += 1) {
    socket.onmessage?.({ data: '{"type":"leave","peer":"bob/x"}' });
    await env.advance(10_000);
  }
  expect(socket.sent.filter(({ type }) => type === "auth")).toEqual([]);
  expect(asked).toBe(4);
  expect(here.warnings).toEqual(["No fresh token could be had: down"]);
});

test("[Y13] an API key is never brought again, and a token years long sets no timer that overflows", async () => {
  for (const auth of ["kp_key", () => "kp_key", () => jwt(1_700_000_000_000 + 400 * 86_400_000)]) {
    const env = createFakeEnv();
    env.answer(giveTickets);
    using here = record({ auth, env });
    const socket = await welcome(env);
    await env.advance(15_000);
    expect(here.link.state.kind).toBe("open");
    expect(socket.sent.filter(({ type }) => type === "auth")).toEqual([]);
  }
});
