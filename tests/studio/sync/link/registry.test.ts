import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Env } from "#studio/sync/env.ts";
import { socketTryMs } from "#studio/sync/link/choose.ts";
import type { Via } from "#studio/sync/link/link.ts";
import { type Account, accountOf, register } from "#tests/support/account.ts";
import { systemClock } from "#registry/clock.ts";
import { makeDatabaseFile, startRegistry, type TestRegistry } from "#tests/support/registry.ts";
import { share } from "#tests/support/share.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import { quickEnv, rename } from "./real-env.ts";
import { isEnded, isMessage, isOpened, isState, record, type Recorder } from "./recorder.ts";

let registry: TestRegistry;
let ann: Account;
beforeAll(async () => {
  registry = await startRegistry();
  ann = await register(registry, "ann");
});
afterAll(() => registry[Symbol.asyncDispose]());

const WAYS: readonly Via[] = ["socket", "stream"];

function open(via: Via, sop: string, { who = ann, client = `link-${via}` } = {}): Recorder {
  const env = quickEnv(via === "stream" ? { openSocket: null } : {});
  return record({ url: registry.url, sop, client, auth: who.key, env });
}

/** On a stream the answer to a call may come after what was committed since. */
async function patched(recorder: Recorder, version: number): Promise<void> {
  while (!recorder.versions.includes(version)) {
    await recorder.until((told): told is typeof told => told.kind === "message" || told.kind === "opened");
  }
}

for (const via of WAYS) {
  test(`[Y1] over the ${via}: init, own echo, others' patches, in order and once`, async () => {
    const sop = await ann.createSop();
    using here = open(via, sop);
    using other = open("socket", sop, { client: "the-other" });
    const opened = await here.until(isOpened);
    expect(opened).toMatchObject({ via, init: { version: 0, you: { peer: `ann/link-${via}` } } });
    await other.until(isOpened);
    for (let n = 1; n <= 10; n += 1) {
      const [author, seer] = n % 2 === 0 ? [here, other] : [other, here];
      expect(author.link.send(rename(`p${n}`, `Name ${n}`, n - 1))).toBe(true);
      await Promise.all([patched(author, n), patched(seer, n)]);
    }
    expect(here.versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(here.warnings).toEqual([]);
  });

  test(`[Y2] over the ${via}: after a resync only what was missed comes`, async () => {
    const sop = await ann.createSop();
    using here = open(via, sop);
    await here.until(isOpened);
    here.link.send(rename("p1", "One", 0));
    await patched(here, 1);
    here.link.resync();
    expect(here.link.send(rename("p2", "Two", 1))).toBe(false);
    expect((await here.until(isEnded)).end.code).toBe(1000);
    await ann.call("PATCH", `/v1/sop/${sop}`, [{ op: "replace", path: "/name", value: "Other" }], {
      "content-type": "application/json-patch+json",
    });
    const { init } = await here.until(isOpened);
    expect(init.sop).toBeUndefined();
    await patched(here, 2);
    expect(here.versions).toEqual([1, 2]);
  });

  test(`[Y6] over the ${via}: a key that is refused, or no such SOP, stops and says why`, async () => {
    const sop = await ann.createSop();
    const bob = await register(registry, `bob-${via}`);
    for (const [who, address, code] of [
      [accountOf(registry, "ann", "kp_wrong_wrong_wrong"), sop, 4401],
      [bob, sop, 4404],
      [ann, "kp:sop:00000000-0000-4000-8000-000000000000", 4404],
    ] as const) {
      using here = open(via, address, { who });
      const { state } = await here.until(isState("stopped"));
      expect(state).toMatchObject({ code });
      expect(state.reason.length).toBeGreaterThan(20);
    }
  });

  test(`[Y6] over the ${via}: a revoked key and a SOP that is deleted while open stop it`, async () => {
    const sop = await ann.createSop();
    const bob = await register(registry, `rob-${via}`);
    await share(ann, sop, bob, "editor");
    const made = await bob.call("POST", "/v1/auth/keys", {});
    const { api_key, key_prefix } = (await made.json()) as { api_key: string; key_prefix: string };
    using revoked = open(via, sop, { who: accountOf(registry, bob.agent, api_key), client: "key-dies" });
    using deleted = open(via, sop, { client: "sop-dies" });
    await revoked.until(isOpened);
    await deleted.until(isOpened);
    expect((await bob.call("DELETE", `/v1/auth/keys/${key_prefix}`)).ok).toBe(true);
    expect((await revoked.until(isEnded)).end.code).toBe(4401);
    expect((await revoked.until(isState("stopped"))).state.code).toBe(4401);
    expect((await ann.call("DELETE", `/v1/sop/${sop}`)).ok).toBe(true);
    expect((await deleted.until(isState("stopped"))).state.code).toBe(4410);
    expect((await ann.call("POST", `/v1/sop/${sop}/undelete`)).ok).toBe(true);
    deleted.link.retry();
    await deleted.until(isOpened);
  });

  test(`[Y6] over the ${via}: a newer connection of the same peer stops the older one`, async () => {
    const sop = await ann.createSop();
    using older = open(via, sop, { client: "one-name" });
    await older.until(isOpened);
    using newer = open("socket", sop, { client: "one-name" });
    expect((await older.until(isState("stopped"))).state.code).toBe(4409);
    await newer.until(isOpened);
    older.link.retry();
    await older.until(isOpened);
  });
}

test("[Y9] what a call of messages caused is an answer, what the stream tells is none", async () => {
  const sop = await ann.createSop();
  using here = open("stream", sop);
  await here.until(isOpened);
  here.link.send(rename("p1", "One", 0));
  const echoes = [await here.until(isMessage("patch")), await here.until(isMessage("patch"))];
  expect(new Set(echoes.map(({ isAnswer }) => isAnswer))).toEqual(new Set([true, false]));
  here.link.send(rename("p1", "One", 0));
  expect((await here.until(isMessage("outcome"))).message).toMatchObject({ id: "p1", version: 1 });
  here.link.send(rename("bad", "", 1));
  const refused = await here.until(isMessage("outcome"));
  expect(refused).toMatchObject({ isAnswer: true, message: { id: "bad", version: null } });
});

test("[Y10] a registry without WebSockets is used by the stream at once", async () => {
  await using without = await startRegistry({ config: { websocketEnabled: false } });
  const cid = await register(without, "cid");
  const sop = await cid.createSop();
  using here = record({ url: without.url, sop, client: "no-sockets", auth: cid.key, env: quickEnv() });
  expect((await here.until(isOpened)).via).toBe("stream");
  here.link.send(rename("p1", "One", 0));
  await patched(here, 1);
});

test("[Y11] from the stream it moves to the socket when that works again, under load, with nothing lost", async () => {
  const sop = await ann.createSop();
  const env = quickEnv();
  const tries: (() => void)[] = [];
  const after: Env["after"] = (ms, run) => {
    if (ms === socketTryMs(0)) tries.push(run);
    return env.after(ms, run);
  };
  let isBlocked = true;
  const openSocket = (url: string, protocol: string) => {
    if (isBlocked) throw new Error("blocked");
    return env.openSocket!(url, protocol);
  };
  using here = record({
    url: registry.url,
    sop,
    client: "mover000",
    auth: ann.key,
    env: { ...env, after, openSocket },
  });
  using other = open("socket", sop, { client: "the-load" });
  await other.until(isOpened);
  expect((await here.until(isOpened)).via).toBe("stream");
  isBlocked = false;
  let sent = 0;
  while (here.told.filter(isOpened).length === 1) {
    if (sent === 20) tries.at(-1)?.();
    other.link.send(rename(`p${(sent += 1)}`, `Name ${sent}`, sent - 1));
    await patched(other, sent);
  }
  other.link.send(rename("last", "The last", sent));
  await patched(here, sent + 1);
  expect(here.versions).toEqual(Array.from({ length: sent + 1 }, (_, at) => at + 1));
  expect(here.told.filter(isEnded)).toEqual([]);
  expect(here.states.map(({ kind }) => kind)).not.toContain("stopped");
  here.link.send(rename("mine", "Mine", sent + 1));
  await patched(here, sent + 2);
});

test("[Y3] when the registry comes back, so does the link, by either way", async () => {
  await using database = await makeDatabaseFile();
  const before = await startRegistry({ file: database.file });
  const cid = await register(before, "cid");
  const sop = await cid.createSop();
  const { port } = new URL(before.url);
  using socket = record({ url: before.url, sop, client: "restart1", auth: cid.key, env: quickEnv() });
  const without = quickEnv({ openSocket: null });
  using stream = record({ url: before.url, sop, client: "restart2", auth: cid.key, env: without });
  for (const here of [socket, stream]) await here.until(isOpened);
  for (const here of [socket, stream]) {
    here.link.send(rename(here === socket ? "p1" : "p2", "One", 0));
  }
  await Promise.all([patched(socket, 2), patched(stream, 2)]);
  await before.stop();
  for (const here of [socket, stream]) expect((await here.until(isEnded)).end.code).toBe(1012);
  await using _after = await startRegistry({ file: database.file, config: { port: Number(port) } });
  for (const here of [socket, stream]) {
    const { init } = await here.until(isOpened);
    expect(init).toMatchObject({ version: 2, you: { last: here === socket ? "p1" : "p2" } });
  }
});

test("[Y12] the registry's clock is heard over both ways", async () => {
  const clock = createTestClock(systemClock.now() - 5_000_000);
  await using slow = await startRegistry({ clock });
  const cid = await register(slow, "cid");
  const sop = await cid.createSop();
  for (const openSocket of [quickEnv().openSocket, null]) {
    using here = record({
      url: slow.url,
      sop,
      client: "the-clock",
      auth: cid.key,
      env: quickEnv({ openSocket }),
    });
    await here.until(isOpened);
    await here.until(isMessage("pong"));
    // The registry's time stands still, and this test's goes on.
    expect(Math.abs(here.link.offset() + 5_000_000)).toBeLessThan(60_000);
  }
});
