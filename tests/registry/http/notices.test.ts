import { expect, test } from "bun:test";
import { NoticePage } from "#schemas/protocol/http-answers.ts";
import { edgeOf } from "./graphs.ts";
import { openWorld } from "./world.ts";

test("[H12] [O5] an edit that was undone unseen is told to its author, until a seen takes it away", async () => {
  const world = await openWorld();
  try {
    const { id } = await world.createSop();
    const headers = { "idempotency-key": "edge" };
    const edge = { ...edgeOf("n", "a", "b") };
    await world.edit(id, [{ op: "add", path: "/edges/n", value: edge }], { headers, query: "?base=0" });
    await world.edit(id, [{ op: "remove", path: "/nodes/b" }], { query: "?base=0" });

    const list = () => world.call<NoticePage>("GET", `/v1/sop/${id}/notices`, { key: world.key });
    const { items } = (await list()).body;
    expect(items).toHaveLength(1);
    const [notice] = items;
    expect(NoticePage.parse({ items })).toEqual({ items });
    expect(notice).toMatchObject({
      patch: "edge",
      code: "edge_rejected",
      by: { agent: "owner", version: 2 },
    });
    expect((await list()).body.items).toEqual(items);

    const body = [{ type: "seen", notices: [notice?.id] }];
    await world.call("POST", `/v1/sop/${id}/messages`, { key: world.key, body });
    expect((await list()).body).toEqual({ items: [] });
  } finally {
    await world.close();
  }
});
