import { expect, test } from "bun:test";
import { decodeFrame } from "#registry/peer/decode.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";

function decode(value: unknown) {
  return decodeFrame(JSON.stringify(value), DEFAULT_LIMITS);
}

test("[P13] a message loses its unknown members and keeps the rest as it is", () => {
  expect(decode({ type: "ping", t: 1, more: [] })).toEqual({ ok: true, message: { type: "ping", t: 1 } });
  const value = { a: [1, { toString: 2 }] };
  const patch = { type: "patch", id: "p", base: null, ts: 1, ops: [{ op: "add", path: "/x", value }] };
  expect(decode(patch)).toEqual({ ok: true, message: patch as never });
});

test("[P7] what is wrong is said with its place, and its id where it has a usable one", () => {
  expect(decode({ type: "patch", id: "p", base: 0, ts: 1, ops: [{ op: "add", path: "/x" }] })).toEqual({
    ok: false,
    code: "malformed",
    reason: "ops/0/value: value is missing",
    id: "p",
  });
  expect(decodeFrame("{", DEFAULT_LIMITS)).toEqual({ ok: false, code: "malformed", reason: "not JSON" });
  expect(decode({ type: "ping", id: 7 })).toMatchObject({ ok: false, code: "malformed", id: undefined });
  expect(decode([])).toMatchObject({ ok: false, code: "malformed", id: undefined });
});

test("[B4] [N1] depth far beyond the bound is refused at once, at the bound it is left to the judging", () => {
  expect(decode(deepPatch(DEFAULT_LIMITS.depth))).toMatchObject({ ok: true });
  expect(decode(deepPatch(DEFAULT_LIMITS.depth + 1))).toMatchObject({ ok: false, code: "limit", id: "p" });
  expect(decode(deepPatch(2000))).toMatchObject({ ok: false, code: "limit", id: "p" });
});

function deepPatch(levels: number) {
  const value: unknown = JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
  return { type: "patch", id: "p", base: 0, ts: 1, ops: [{ op: "add", path: "", value }] };
}
