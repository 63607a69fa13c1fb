import { expect, test } from "bun:test";
import { allFields, findNews, mergeFields, withNews } from "#registry/room/presence.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";

const ANN: Peer = {
  peer: "ann/tab-one-1",
  agent: "ann",
  name: "Ann",
  color: "#e6194b",
  role: "editor",
  connected_at: 5,
  status: "active",
  cursor: { x: 1, y: 2 },
  selection: ["a", "b"],
};

test("[L4] news is what has another value, deep down; null where something was cleared", () => {
  expect(findNews(ANN, { cursor: { x: 1, y: 2 }, selection: ["a", "b"], status: "active" })).toBeNull();
  expect(findNews(ANN, { typing: null, viewport: undefined })).toBeNull();
  expect(findNews(ANN, { cursor: { x: 1, y: 3 }, selection: null, status: "idle" })).toEqual({
    cursor: { x: 1, y: 3 },
    selection: null,
    status: "idle",
  });
});

test("[L4] a status cannot be absent: cleared it is active", () => {
  expect(findNews(ANN, { status: null })).toBeNull();
  expect(findNews({ ...ANN, status: "idle" }, { status: null })).toEqual({ status: "active" });
});

test("[L4] the latest value of each wins, and what is cleared is gone", () => {
  const waiting = mergeFields({ cursor: { x: 5, y: 5 }, typing: "a" }, { cursor: null });
  expect(waiting).toEqual({ cursor: null, typing: "a" });
  const { cursor: _, ...rest } = ANN;
  expect(withNews(ANN, waiting)).toEqual({ ...rest, typing: "a" });
});

test("[L5] for who missed some, every field is said, also that there is none", () => {
  expect(allFields(ANN)).toEqual({
    status: "active",
    role: "editor",
    name: "Ann",
    cursor: { x: 1, y: 2 },
    selection: ["a", "b"],
    viewport: null,
    typing: null,
    moving: null,
  });
});
