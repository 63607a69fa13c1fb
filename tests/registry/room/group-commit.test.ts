import { expect, test } from "bun:test";
import { createLog } from "#registry/log.ts";
import { systemPace } from "#registry/pace.ts";
import { createGroupCommit } from "#registry/room/group-commit.ts";
import type { Append } from "#registry/storage/storage.ts";

const silent = createLog("silent");

function appendOf(sop: string): Append {
  return { sop, rows: [], results: [], notices: [] };
}

function commitsOver(
  append: (sops: readonly string[]) => Promise<"ok" | "conflict">,
  now = () => systemPace.elapsed(),
) {
  const groups: string[][] = [];
  const log = {
    append(group: readonly Append[]) {
      const sops = group.map(({ sop }) => sop);
      groups.push(sops);
      return append(sops);
    },
  };
  return { groups, commits: createGroupCommit(log, silent, { ...systemPace, elapsed: now }) };
}

test("[S1] what all rooms want within one turn goes to disk together", async () => {
  const { groups, commits } = commitsOver(async () => "ok");
  const ends = await Promise.all(["a", "b", "c"].map((sop) => commits.append(appendOf(sop))));
  expect(ends).toEqual(["ok", "ok", "ok"]);
  expect(groups).toEqual([["a", "b", "c"]]);
});

test("[S1] one append is in flight at a time, and the next group gathers meanwhile", async () => {
  const first = Promise.withResolvers<"ok">();
  const started = Promise.withResolvers<void>();
  const { groups, commits } = commitsOver((sops) => {
    if (!sops.includes("a")) return Promise.resolve("ok");
    started.resolve();
    return first.promise;
  });
  const a = commits.append(appendOf("a"));
  await started.promise;
  const others = ["b", "c"].map((sop) => commits.append(appendOf(sop)));
  expect(groups).toEqual([["a"]]);
  first.resolve("ok");
  expect(await Promise.all([a, ...others])).toEqual(["ok", "ok", "ok"]);
  expect(groups).toEqual([["a"], ["b", "c"]]);
});

test("[S4] a group that fails is tried again room by room", async () => {
  const { groups, commits } = commitsOver(async (sops) => {
    if (sops.includes("bad")) throw new Error("disk full");
    return sops.includes("late") ? "conflict" : "ok";
  });
  const ends = await Promise.all(["a", "bad", "late", "b"].map((sop) => commits.append(appendOf(sop))));
  expect(ends).toEqual(["ok", "failed", "conflict", "ok"]);
  expect(groups).toEqual([["a", "bad", "late", "b"], ["a"], ["bad"], ["late"], ["b"]]);
  expect(await commits.append(appendOf("a"))).toBe("ok");
});

test("[S4] a database that fails for long is not asked again for each room", async () => {
  let at = 0;
  const { groups, commits } = commitsOver(
    async () => {
      at += 2000;
      throw new Error("database is locked");
    },
    () => at,
  );
  const ends = await Promise.all(["a", "b", "c"].map((sop) => commits.append(appendOf(sop))));
  expect(ends).toEqual(["failed", "failed", "failed"]);
  expect(groups).toEqual([["a", "b", "c"]]);
});

test("[S4] one room alone is not tried twice", async () => {
  const { groups, commits } = commitsOver(async () => {
    throw new Error("disk full");
  });
  expect(await commits.append(appendOf("a"))).toBe("failed");
  expect(groups).toEqual([["a"]]);
});
