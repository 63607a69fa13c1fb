import { expect, test } from "bun:test";
import { whoOf } from "#studio/panels/history/use-who.ts";

const ann = { agent: "ann", role: "owner" } as const;
const bob = { agent: "bob", role: "editor" } as const;

test("[U88] who is here is another when somebody comes, goes or gets another role, and the same for another window", () => {
  const both = whoOf([ann, bob]);
  expect(whoOf([bob, ann, bob])).toBe(both);
  expect(new Set([both, whoOf([ann]), whoOf([]), whoOf([ann, { ...bob, role: "viewer" }])]).size).toBe(4);
});
