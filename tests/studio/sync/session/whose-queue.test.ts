import { expect, test } from "bun:test";
import { createFaultyStore } from "./faulty-store.ts";
import { leaveQueue, madePatch, openTab, patchesOn, SCOPE, whole } from "./scripted.ts";

test("[Y70] what another agent left on this device is neither shown nor sent, and waits for them", async () => {
  const store = createFaultyStore(SCOPE);
  await leaveQueue(store, "shared", { pending: [madePatch("anns")] });
  const ben = { agent: "ben", isTold: true } as const;
  {
    await using tab = await openTab(store, "shared", { ...ben, init: whole(5) });
    expect(tab.sop.client).not.toBe("shared");
    expect(tab.sop.status).toMatchObject({ kept: 0, sent: 0 });
    expect(tab.sop.asides.list()).toEqual([]);
    expect(tab.env.sockets.flatMap((socket) => patchesOn(socket))).toEqual([]);
    expect(tab.posted).toEqual([]);
  }
  await using anns = await openTab(store, "shared", { agent: "ann", isTold: true, init: null });
  expect(anns.sop.client).toBe("shared");
  expect(anns.sop.status.kept).toBe(1);
});
