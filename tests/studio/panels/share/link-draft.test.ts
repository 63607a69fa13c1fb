import { expect, test } from "bun:test";
import { InviteBody } from "#schemas/protocol/sharing.ts";
import { mustName, NEW_LINK, toInviteBody } from "#studio/panels/share/link-draft.ts";

test("[U27] on a private SOP a link has to name who may use it, elsewhere only one that makes owners", () => {
  expect(toInviteBody(NEW_LINK, "private")).toBeString();
  expect(toInviteBody({ ...NEW_LINK, role: "owner" }, "network")).toBeString();
  expect(mustName(NEW_LINK, "org")).toBe(false);
});

test("[U27] what is asked for is what the fields say", () => {
  const draft = { role: "viewer", expiresIn: "3600", uses: "5", names: " ada, bob;ada\ncy " } as const;
  const body = toInviteBody(draft, "private");
  expect(body).toEqual({ role: "viewer", expires_in: 3600, max_uses: 5, agents: ["ada", "bob", "cy"] });
  expect(InviteBody.safeParse(body).success).toBe(true);
  expect(toInviteBody({ ...NEW_LINK, expiresIn: "" }, "network")).toEqual({ role: "editor" });
});

test("[U27] a link that makes an owner is for one use, whatever was chosen before", () => {
  const draft = { ...NEW_LINK, role: "owner", uses: "100", names: "ada" } as const;
  expect(toInviteBody(draft, "network")).toMatchObject({ max_uses: 1 });
});
