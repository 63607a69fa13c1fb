import { expect, test } from "bun:test";
import { ApiError } from "#studio/app/api.ts";
import { lookAtInvite, toState } from "#studio/pages/invite/invite-calls.ts";

test.each([
  ["invite_gone", 410, true, "gone"],
  ["not_found", 404, true, "unknown"],
  ["unauthenticated", 401, false, "needs_account"],
  ["unauthenticated", 401, true, "unknown_key"],
  ["forbidden", 403, true, "not_for_me"],
] as const)("[U25] %s is told as what it means (%#)", (code, status, isKnown, why) => {
  expect(toState(new ApiError(status, code, "words"), isKnown)).toEqual({ kind: "refused", why });
});

test("[U25] what is no word about the link can be tried again", () => {
  expect(toState(new ApiError(0, "offline", "no network"), true)).toEqual({
    kind: "failed",
    message: "no network",
  });
});

test("[U25] a link without a token asks nobody", async () => {
  expect(await lookAtInvite("", null)).toEqual({ kind: "refused", why: "unknown" });
});
