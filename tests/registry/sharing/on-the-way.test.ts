import { expect, test } from "bun:test";
import type { Storage } from "#registry/storage/storage.ts";
import { type Account, register } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { share, verdictOf } from "#tests/support/share.ts";

const RENAME = [{ op: "replace", path: "/name", value: "Bob was here" }];

test("[A27] a call whose body is still on its way is judged by the role that its author has when it is there", async () => {
  let isLetIn = Promise.withResolvers<void>();
  const watched = (storage: Storage): Storage => ({
    ...storage,
    sops: {
      ...storage.sops,
      async findFor(sop, agent) {
        const found = await storage.sops.findFor(sop, agent);
        if (agent === "bob") isLetIn.resolve();
        return found;
      },
    },
  });
  await using registry = await startRegistry({ wrap: watched });
  const ann = await register(registry, "ann");
  const bob = await register(registry, "bob");
  const sop = await ann.createSop();
  const calls = [
    ["PATCH", "", RENAME, "application/json-patch+json", "403 forbidden"],
    ["PUT", "", { visibility: "network" }, "application/json", "403 forbidden"],
    ["PUT", "/members/bob", { role: "owner" }, "application/json", "403 forbidden"],
    ["POST", "/invites", { role: "editor", agents: ["bob"] }, "application/json", "403 forbidden"],
  ] as const;
  for (const [method, tail, body, type, verdict] of calls) {
    await share(ann, sop, bob, "owner");
    isLetIn = Promise.withResolvers();
    const slow = startCall(registry.url, bob, { method, path: `/v1/sop/${sop}${tail}`, type });
    await isLetIn.promise;
    await share(ann, sop, bob, "viewer");
    slow.finish(JSON.stringify(body));
    expect({ method, tail, verdict: await verdictOf(slow.answer) }).toEqual({ method, tail, verdict });
  }
  expect((await (await ann.call("GET", `/v1/sop/${sop}`)).json()) as object).toMatchObject({
    version: 0,
    visibility: "private",
  });
});

test("[A28] whoever is on the way in while access is taken away does not stay", async () => {
  const gate = Promise.withResolvers<void>();
  const loading = Promise.withResolvers<void>();
  const streamIsLetIn = Promise.withResolvers<void>();
  let asked = 0;
  const slowly = (storage: Storage): Storage => ({
    ...storage,
    sops: {
      ...storage.sops,
      async findFor(sop, agent) {
        const found = await storage.sops.findFor(sop, agent);
        if (agent === "bob" && (asked += 1) === 2) streamIsLetIn.resolve();
        return found;
      },
    },
    log: {
      ...storage.log,
      async load(sop, version) {
        loading.resolve();
        await gate.promise;
        return storage.log.load(sop, version);
      },
    },
  });
  await using registry = await startRegistry({ wrap: slowly });
  const ann = await register(registry, "ann");
  const bob = await register(registry, "bob");
  const sop = await ann.createSop();
  await share(ann, sop, bob, "editor");
  using socket = bob.open(sop, { client: "bob-tab-1" });
  await loading.promise;
  const stream = bob.call("GET", `/v1/sop/${sop}/events`);
  await streamIsLetIn.promise;
  await ann.call("DELETE", `/v1/sop/${sop}/members/bob`);
  gate.resolve();
  expect(await socket.closed).toMatchObject({ code: 4403 });
  expect(socket.unread).toEqual([]);
  expect([403, 404]).toContain((await stream).status);
});

/** A call whose head is with the registry, and whose body comes when it is told to. */
function startCall(url: string, who: Account, call: { method: string; path: string; type: string }) {
  const body = Promise.withResolvers<string>();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      controller.enqueue(new TextEncoder().encode(" "));
      controller.enqueue(new TextEncoder().encode(await body.promise));
      controller.close();
    },
  });
  const answer = fetch(url + call.path, {
    method: call.method,
    headers: { authorization: `Bearer ${who.key}`, "content-type": call.type },
    body: stream,
  });
  return { answer, finish: body.resolve };
}
