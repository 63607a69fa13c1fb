import { expect, test } from "bun:test";
import { isAtLeast, roleOn } from "#registry/access/role.ts";

test("[H3] the creator of a SOP owns it, and nobody else has a role on it", () => {
  expect(roleOn({ created_by: "ada" }, "ada")).toBe("owner");
  expect(roleOn({ created_by: "ada" }, "ada2")).toBeNull();
});

test("[H3] a role may do what a weaker one may, and not the other way round", () => {
  expect(isAtLeast("owner", "viewer")).toBe(true);
  expect(isAtLeast("editor", "editor")).toBe(true);
  expect(isAtLeast("viewer", "editor")).toBe(false);
  expect(isAtLeast("editor", "owner")).toBe(false);
});
