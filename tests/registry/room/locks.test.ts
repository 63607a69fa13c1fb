import { expect, test } from "bun:test";
import { holderBefore, leaseholder, Locks } from "#registry/room/locks.ts";

const ANN = "ann/tab-one-1";
const ANN_TOO = "ann/tab-two-2";
const BOB = "bob/tab-one-1";
const isThere = (node: string) => node !== "nowhere";

function want(locks: Locks, peer: string, ...nodes: string[]) {
  return locks.want(peer, new Set(nodes), isThere);
}

test("[L9] the first asker holds; who comes later is told by whom, or that there is no such node", () => {
  const locks = new Locks();
  expect(want(locks, ANN, "a", "b")).toEqual({ changed: [ANN], denied: [] });
  expect(want(locks, BOB, "b", "c", "nowhere")).toEqual({
    changed: [BOB],
    denied: [
      { node: "b", peer: ANN },
      { node: "nowhere", peer: null },
    ],
  });
  expect(locks.toRecord()).toEqual({ a: ANN, b: ANN, c: BOB });
});

test("[L9] the set is whole: what is not in it is free, and nothing changes by asking again", () => {
  const locks = new Locks();
  want(locks, ANN, "a", "b");
  expect(want(locks, ANN, "b", "c")).toEqual({ changed: [ANN], denied: [] });
  expect(locks.nodesOf(ANN)).toEqual(["b", "c"]);
  expect(want(locks, ANN, "c", "b")).toEqual({ changed: [], denied: [] });
  expect(want(locks, ANN)).toEqual({ changed: [ANN], denied: [] });
  expect(locks.isEmpty).toBe(true);
  expect(locks.holders()).toEqual([]);
});

test("[L11] the same agent's other tab takes over, and who loses is named first", () => {
  const locks = new Locks();
  want(locks, ANN, "a", "b");
  expect(want(locks, ANN_TOO, "b")).toEqual({ changed: [ANN, ANN_TOO], denied: [] });
  expect(locks.toRecord()).toEqual({ a: ANN, b: ANN_TOO });
  expect(locks.lend(leaseholder("ann"), "a", 9)).toEqual([ANN, "ann/http"]);
  expect(locks.blockerOf("a", BOB)).toBe("ann/http");
  expect(locks.blockerOf("a", ANN)).toBeUndefined();
});

test("[L12] a lease ends by its time alone, can be renewed, and is none any more once it is in a set", () => {
  const locks = new Locks();
  locks.lend(ANN, "a", 100);
  locks.lend(ANN, "b", 200);
  expect(locks.lend(ANN, "a", 300)).toEqual([]);
  expect(locks.unleasedOf(ANN)).toEqual([]);
  expect(locks.expired(200)).toEqual(["b"]);
  expect(locks.free(locks.expired(200))).toEqual([ANN]);
  want(locks, ANN, "a");
  expect(locks.expired(1000)).toEqual([]);
  expect(locks.unleasedOf(ANN)).toEqual(["a"]);
});

test("[L12] an agent's own lease excuses its calls without a client, and nobody else's", () => {
  const locks = new Locks();
  locks.lend("ann/http", "a", 100);
  expect(holderBefore(locks, "a", { peer: "ann/http.key-1" })).toBe("ann/http.key-1");
  expect(holderBefore(locks, "a", { peer: "ann/httpxxxx" })).toBe("ann/http");
  expect(holderBefore(locks, "a", { peer: ANN })).toBe("ann/http");
  expect(holderBefore(locks, "a", { peer: "bob/http.key-1" })).toBe("ann/http");
  locks.lend(ANN, "b", 100);
  expect(holderBefore(locks, "b", { peer: "ann/http.key-1" })).toBe(ANN);
  expect(holderBefore(locks, "c", { peer: ANN })).toBeUndefined();
});

test("[R6] what the registry makes for an agent is stopped by others' locks alone, or by none", () => {
  const locks = new Locks();
  want(locks, ANN, "a");
  const made = { peer: "ann/restore.key-1", heeds: "others" } as const;
  expect(holderBefore(locks, "a", made)).toBe(made.peer);
  expect(holderBefore(locks, "a", { ...made, peer: "bob/restore.key-1" })).toBe(ANN);
  expect(holderBefore(locks, "a", { peer: "bob/restore.key-1", heeds: "nobody" })).toBeUndefined();
  expect(holderBefore(locks, "b", made)).toBeUndefined();
});
