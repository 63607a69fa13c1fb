import { expect, test } from "bun:test";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { indexCompany } from "#studio/together/company-index.ts";
import { peerOf } from "./company.ts";

const me = "me/tab-1";

test("[U40] a node knows who holds it, who has it selected and who types in it, besides me", () => {
  const ana = peerOf("ana/tab-1", { selection: ["a", "b"], typing: "b" });
  const peers = [ana, peerOf(me, { selection: ["a"], typing: "a" })];
  const index = indexCompany({ peers, locks: new Map([["a", ana.peer]]), me }, new Map());
  expect(index.get("a")).toEqual({ holder: ana, selectedBy: [ana], typing: null });
  expect(index.get("b")).toEqual({ holder: null, selectedBy: [ana], typing: ana });
});

test("[U40] who is away has nothing selected, but holds what they hold", () => {
  const ana = peerOf("ana/tab-1", { selection: ["a"], status: "away" });
  const index = indexCompany({ peers: [ana], locks: new Map([["b", ana.peer]]), me }, new Map());
  expect(index.get("a")).toBeUndefined();
  expect(index.get("b")?.holder).toBe(ana);
});

test("[U40] a lock of my other tab stands in nobody's way here, one without a connection is its agent's", () => {
  const locks = new Map([
    ["a", "me/tab-2"],
    ["b", "bot/http"],
  ]);
  const index = indexCompany({ peers: [], locks, me }, new Map());
  expect(index.get("a")).toBeUndefined();
  expect(index.get("b")?.holder).toMatchObject({ agent: "bot", name: "bot" });
  const here = indexCompany({ peers: [peerOf("bot/worker-1", { name: "Triage bot" })], locks, me }, index);
  expect(here.get("b")?.holder).toMatchObject({ peer: "bot/http", name: "Triage bot" });
});

test("[U40] a node whose company is what it was keeps the very same object, wherever they point by now", () => {
  const ana = peerOf("ana/tab-1", { selection: ["a"], cursor: { x: 1, y: 1 } });
  const before = indexCompany(here([ana]), new Map());
  const moved = indexCompany(here([{ ...ana, cursor: { x: 2, y: 2 } }]), before);
  expect(moved.get("a")).toBe(before.get("a"));
  const typing = indexCompany(here([{ ...ana, typing: "a" }]), moved);
  expect(typing.get("a")).not.toBe(before.get("a"));
});

function here(peers: readonly Peer[]) {
  return { peers, locks: new Map<string, string>(), me };
}
