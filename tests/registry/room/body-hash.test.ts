import { expect, test } from "bun:test";
import { hashBody } from "#registry/room/body-hash.ts";
import type { PatchOp } from "#schemas/change/op.ts";

const OPS: PatchOp[] = [{ op: "add", path: "/name", value: "A" }];

test("[O4] another base, another atomic or other ops are another body", () => {
  const bodies = [
    { base: 1, atomic: false, ops: OPS },
    { base: null, atomic: false, ops: OPS },
    { base: "current" as const, atomic: false, ops: OPS },
    { base: 1, atomic: true, ops: OPS },
    { base: 1, atomic: false, ops: [...OPS, ...OPS] },
    { base: 1, atomic: false, ops: [] },
  ];
  const hashes = bodies.map(hashBody);
  expect(new Set(hashes).size).toBe(bodies.length);
  expect(bodies.map(hashBody)).toEqual(hashes);
  expect(hashes).not.toContain("");
});
