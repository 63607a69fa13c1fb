import { expect, test } from "bun:test";
import { createHeads } from "#registry/room/heads.ts";

test("[D6] heads are eight base64url characters, and no two are alike", () => {
  const makeHead = createHeads();
  const heads = Array.from({ length: 5000 }, () => makeHead());
  expect(new Set(heads).size).toBe(5000);
  for (const head of heads) expect(head).toMatch(/^[A-Za-z0-9_-]{8}$/);
});
