import { expect, test } from "bun:test";
import { joinedBy, rememberJoined } from "#studio/pages/invite/joined-here.ts";

function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  } as Storage;
}

test("[U26] where a link led is known again in this browser, and the link itself is not kept", () => {
  const storage = memoryStorage();
  const keep = rememberJoined.bind(null, storage);
  keep("secret-one-12345678", "sop-1");
  keep("secret-two-87654321", "sop-2");
  keep("secret-one-12345678", "sop-3");
  expect(joinedBy(storage, "secret-one-12345678")).toBe("sop-3");
  expect(joinedBy(storage, "secret-two-87654321")).toBe("sop-2");
  expect(joinedBy(storage, "another-00000000")).toBeNull();
  expect(storage.getItem("sop-studio.joined")).not.toContain("secret");
  expect(joinedBy(storage, "")).toBeNull();
});

test("[U26] what somebody else wrote in that place is no reason to fail", () => {
  const storage = memoryStorage();
  storage.setItem("sop-studio.joined", "{oops");
  expect(joinedBy(storage, "secret-one-12345678")).toBeNull();
});
