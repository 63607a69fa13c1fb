import { expect, test } from "bun:test";
import type { Storage } from "#registry/storage/storage.ts";
import { accountOf, register, step } from "#tests/support/account.ts";
import { makeDatabaseFile, startRegistry } from "#tests/support/registry.ts";
import { createTestClock } from "#tests/support/test-clock.ts";
import { verdictOf } from "#tests/support/share.ts";
import { edit, instruct, post, readSop } from "../http/team.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

test("[K2] a SOP gets a snapshot after as many versions as are configured", async () => {
  const kept: number[] = [];
  const told = createTold();
  const wrap = noteSnapshots(kept, told.tell);
  await using registry = await startRegistry({ limits: { snapshot_rows: 20 }, wrap });
  const ann = await register(registry, "ann");
  const sop = await ann.createSop();
  const text = "x".repeat(2000);
  for (let n = 1; n <= 70; n++) {
    // It takes its turn beside the edits: one that is due is waited for, so that the next is counted from there.
    const isDue = n % 20 === 0 ? told.next() : null;
    await edit(ann, sop, instruct("a", `${n} ${text}`));
    await isDue;
  }
  expect(kept).toEqual([20, 40, 60]);
});

test("[K2] one that is large for its edits gets one after four times as many, and not too soon after the last", async () => {
  const kept: number[] = [];
  const clock = createTestClock();
  const limits = { snapshot_rows: 10, snapshot_ms: 1000 };
  await using registry = await startRegistry({ clock, limits, wrap: noteSnapshots(kept) });
  const ann = await register(registry, "ann");
  const nodes = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`n${n}`, step(`n${n}`, n)]));
  const sop = await ann.createSop({ name: "Large", domain: "support", nodes, edges: {} });
  for (let n = 1; n <= 45; n++) await edit(ann, sop, instruct("n1", `${n}`));
  expect(kept).toEqual([]);
  clock.advance(1000);
  for (let n = 1; n <= 45; n++) await edit(ann, sop, instruct("n1", `${n} again`));
  expect(kept).toEqual([46]);
});

test("[K1] [R1] what was named or approved is read long after its time, what was not is 410 with what is kept", async () => {
  await using database = await makeDatabaseFile();
  const clock = createTestClock();
  const start = () => startRegistry({ ...database, clock, limits: { log_versions: 1, log_ms: DAY_MS } });
  const first = await start();
  const { agent, key, ...ann } = await register(first, "ann");
  const sop = await ann.createSop();
  await first.stop();
  const sit = async (work: (who: ReturnType<typeof accountOf>) => Promise<void>) => {
    clock.advance(2 * DAY_MS);
    const registry = await start();
    await work(accountOf(registry, agent, key));
    await registry.stop();
  };
  await sit(async (who) => {
    for (const text of ["one", "two", "three"]) await edit(who, sop, instruct("a", text));
    await post(who, `/v1/sop/${sop}/versions`, { label: "second", version: 2 });
    await post(who, `/v1/sop/${sop}/approve`, { version: 3 });
  });
  for (const text of ["four", "five"]) {
    await sit(async (who) => {
      await edit(who, sop, instruct("a", text));
    });
  }
  await sit(async (who) => {
    const texts = { 2: "two", 3: "three", 5: "five" };
    for (const [version, instruction] of Object.entries(texts)) {
      const then = await readSop(who, sop, `?version=${version}`);
      expect(then.graph.nodes["a"]?.data).toMatchObject({ instruction });
      expect(then).toMatchObject({ version: Number(version), approved: { version: 3 } });
    }
    for (const query of ["version=0", "version=1", "at=2023-11-16T22:13:20Z"]) {
      const gone = await who.call("GET", `/v1/sop/${sop}?${query}`);
      expect(gone.status).toBe(410);
      expect(await gone.json()).toMatchObject({ code: "history_gone", since: 4 });
    }
    const path = `/v1/sop/${sop}`;
    expect(await verdictOf(who.call("POST", `${path}/approve`, { version: 1 }))).toBe("410 history_gone");
    expect(await verdictOf(who.call("POST", `${path}/versions`, { label: "x", version: 1 }))).toBe(
      "410 history_gone",
    );
    expect(await verdictOf(who.call("POST", `${path}/restore`, { version: 1 }))).toBe("410 history_gone");
    expect(await verdictOf(who.call("POST", `${path}/revert`, { agent, since: 2 }))).toBe("410 history_gone");
    expect(await verdictOf(who.call("GET", `${path}/diff?from=1`))).toBe("410 history_gone");
    expect(await verdictOf(who.call("GET", `${path}/diff?from=2&to=3`))).toBe("200");
    expect(await post<{ version: number }>(who, `${path}/restore`, { version: 2 })).toMatchObject({
      version: 6,
    });
    expect((await readSop(who, sop)).graph.nodes["a"]?.data).toMatchObject({ instruction: "two" });
  });
});

/** Notes the version of each snapshot that is kept. */
function noteSnapshots(kept: number[], told?: () => void) {
  return (storage: Storage): Storage => ({
    ...storage,
    log: {
      ...storage.log,
      async saveSnapshot(sop, snapshot, head) {
        await storage.log.saveSnapshot(sop, snapshot, head);
        kept.push(snapshot.version);
        told?.();
      },
    },
  });
}

/** Something that happens now and then, to be waited for. */
function createTold() {
  let heard: (() => void)[] = [];
  return {
    tell: () => {
      const all = heard;
      heard = [];
      for (const hear of all) hear();
    },
    next: () => new Promise<void>((resolve) => heard.push(resolve)),
  };
}
