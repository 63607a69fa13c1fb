import { expect, test } from "bun:test";
import { systemClock } from "#registry/clock.ts";
import type { Env } from "#studio/sync/env.ts";
import type { Via } from "#studio/sync/link/link.ts";
import { type Issuer, startIssuer } from "#tests/support/issuer.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import { quickEnv } from "./real-env.ts";
import { isEnded, isMessage, isOpened, isState, record } from "./recorder.ts";

const WAYS: readonly Via[] = ["socket", "stream"];
/** Its renewal is due halfway, at no time that is anything else's. */
const SHORT_S = 26;

/** The first token is short, later ones are long. */
function createAuth(issuer: Issuer, now: number) {
  const { promise: renewed, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  const ask = async () => {
    asked += 1;
    if (asked === 1) return issuer.sign(now, { exp: Math.floor(now / 1000) + SHORT_S });
    const token = await issuer.sign(now);
    // After whoever asked has it.
    setImmediate(resolve);
    return token;
  };
  return { ask, renewed };
}

for (const via of WAYS) {
  test(`[Y13] over the ${via}: a connection outlives its first token, one that cannot be renewed does not`, async () => {
    await using issuer = await startIssuer();
    const clock = createTestClock(systemClock.now());
    await using registry = await startRegistry({ clock, config: { oidc: issuer.oidc } });
    const now = clock.now();
    const long = await issuer.sign(now);
    const created = await fetch(`${registry.url}/v1/sop`, {
      method: "POST",
      headers: { authorization: `Bearer ${long}`, "content-type": "application/json" },
      body: JSON.stringify({ graph: { name: "Refund", domain: "support" } }),
    });
    const { id: sop } = (await created.json()) as { id: string };
    const real = quickEnv(via === "stream" ? { openSocket: null } : {});
    const after: Env["after"] = (ms, run) => real.after(ms > 10_000 && ms < 15_000 ? 1 : ms, run);
    const env = { ...real, after };
    const auth = createAuth(issuer, now);
    const short = await issuer.sign(now, { exp: Math.floor(now / 1000) + SHORT_S });
    using renewed = record({ url: registry.url, sop, client: "renewed0", auth: auth.ask, env });
    using fixed = record({ url: registry.url, sop, client: "not-renewed", auth: short, env });
    await fixed.until(isOpened);
    await renewed.until(isOpened);
    await auth.renewed;
    // Tokens are taken one after the other: when this one is refused, the fresh one was taken.
    renewed.link.send({ type: "auth", token: "no token at all" });
    await renewed.until(isMessage("error"));
    clock.advance((SHORT_S + 1) * 1000);
    expect((await fixed.until(isEnded)).end.code).toBe(4401);
    await fixed.until(isState("stopped"));
    renewed.link.send({ type: "ping", t: env.now() });
    await renewed.until(isMessage("pong"));
    expect(renewed.link.state).toEqual({ kind: "open", via });
    expect(renewed.told.filter(isEnded)).toEqual([]);
    expect(renewed.warnings).toEqual([]);
  });
}
