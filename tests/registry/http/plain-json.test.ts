import { expect, test } from "bun:test";
import { z } from "zod";
import { plainJson, shallowJson } from "#registry/http/plain-json.ts";

const Anything = z.unknown();

function nest(levels: number): unknown {
  return JSON.parse("[".repeat(levels) + "]".repeat(levels));
}

test("[D4] a banned key is refused wherever it lies", () => {
  for (const key of ["__proto__", "constructor", "prototype"]) {
    const body: unknown = JSON.parse(`{"graph":{"nodes":{"a":{"list":[{"${key}":1}]}}}}`);
    const issue = plainJson(Anything, 32).safeParse(body).error?.issues[0];
    expect(issue).toMatchObject({ code: "custom", params: { code: "malformed" } });
  }
});

test("[B4] depth is bounded, by a walk that needs no deep stack", () => {
  expect(plainJson(Anything, 32).safeParse(nest(32)).success).toBe(true);
  const issue = plainJson(Anything, 32).safeParse(nest(33)).error?.issues[0];
  expect(issue).toMatchObject({ params: { code: "limit" } });
  let deep: unknown = 1;
  for (let i = 0; i < 1_000_000; i++) deep = [deep];
  expect(shallowJson(Anything, 40).safeParse(deep).success).toBe(false);
});

test("[D4] bodies whose patches are judged later keep their keys", () => {
  const body: unknown = JSON.parse('{"__proto__":1}');
  expect(shallowJson(Anything, 3).safeParse(body).success).toBe(true);
});

test("[D2] a number beyond all bounds is refused, also in free JSON", () => {
  const body: unknown = JSON.parse('{"input_template":{"list":[1e999]}}');
  const issue = plainJson(Anything, 32).safeParse(body).error?.issues[0];
  expect(issue).toMatchObject({ params: { code: "malformed" } });
});
