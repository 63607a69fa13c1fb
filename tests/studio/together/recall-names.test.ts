import { expect, test } from "bun:test";
import { ApiError } from "#studio/app/api.ts";
import type { SopClient } from "#studio/sync/types.ts";
import { nameOf } from "#studio/together/names.ts";
import { createNameRecall } from "#studio/together/recall-names.ts";
import { learnings } from "#studio/together/remembered-nodes.ts";

test("[U87] who did it is called by name, also when they are not here; asked for once, and again after a lost network", async () => {
  const ben = { peer: "ben/tab-1", agent: "ben", name: "Ben" };
  const sop = {
    sop: "s",
    view: { nodes: new Map(), edges: new Map(), meta: {} },
    peers: new Map([[ben.peer, ben]]),
    subscribe: () => () => {},
    asides: { list: () => [{ by: { agent: "ana" } }, { by: { agent: "ben" } }, { by: null }] },
  } as unknown as SopClient;
  const answers: unknown[] = [new ApiError(0, "offline", ""), { names: { ana: "Ana Lee" } }];
  const asked: string[] = [];
  const recall = createNameRecall(sop, {
    get: async <T>(path: string) => {
      asked.push(path);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer as T;
    },
  });
  await recall();
  expect(nameOf(sop, "ana")).toBe("ana");
  await recall();
  await recall();
  expect(asked).toEqual(["/v1/sop/s/activity?limit=200", "/v1/sop/s/activity?limit=200"]);
  expect(nameOf(sop, "ana/tab-2")).toBe("Ana Lee");
  expect(nameOf(sop, "ben/tab-1")).toBe("Ben");
  expect(learnings(sop)).toBe(1);
});
