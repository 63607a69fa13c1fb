import { expect, test } from "bun:test";
import { forgetDeleted, readDeleted, rememberDeleted } from "#studio/pages/dashboard/deleted-here.ts";

const DAY = 86_400_000;

function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  } as Storage;
}

test("[U22] what was deleted here is remembered for as long as it can be brought back, for its agent alone", () => {
  const storage = memoryStorage();
  rememberDeleted(storage, "ada", { id: "one", name: "One", at: 0 });
  rememberDeleted(storage, "ada", { id: "two", name: "Two", at: DAY });
  rememberDeleted(storage, "ada", { id: "one", name: "One again", at: 2 * DAY });
  expect(readDeleted(storage, "ada", 2 * DAY).map(({ name }) => name)).toEqual(["One again", "Two"]);
  expect(readDeleted(storage, "bob", 2 * DAY)).toEqual([]);
  expect(readDeleted(storage, "ada", 31.5 * DAY).map(({ id }) => id)).toEqual(["one"]);
  forgetDeleted(storage, "ada", "one", 2 * DAY);
  expect(readDeleted(storage, "ada", 2 * DAY).map(({ id }) => id)).toEqual(["two"]);
});

test("[U22] what somebody else wrote in that place is no reason to fail", () => {
  const storage = memoryStorage();
  storage.setItem("sop-studio.deleted.ada", "{oops");
  expect(readDeleted(storage, "ada", 0)).toEqual([]);
});
