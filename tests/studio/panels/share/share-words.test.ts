import { expect, test } from "bun:test";
import type { Invite } from "#schemas/protocol/sharing.ts";
import { ApiError } from "#studio/app/api.ts";
import { describeLink, explainSharing, isLinkOver } from "#studio/panels/share/share-words.ts";

const NOW = Date.UTC(2026, 0, 1);
const LINK: Invite = {
  id: "i",
  role: "editor",
  created_by: "ada",
  created_at: "2026-01-01T00:00:00Z",
  uses: 0,
};
const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();

test("[U27] a link says how often it was used, until when it works, and for whom", () => {
  expect(describeLink(LINK, NOW)).toBe("not used yet · does not expire");
  expect(describeLink({ ...LINK, uses: 1, max_uses: 5, expires_at: at(0.5) }, NOW)).toBe(
    "used 1 of 5 times · expires within the hour",
  );
  expect(describeLink({ ...LINK, uses: 2, expires_at: at(168), agents: ["ada", "bob"] }, NOW)).toBe(
    "used 2 times · expires in 7 days · for ada, bob",
  );
});

test("[U27] a link is over when it is used up or has expired", () => {
  expect(isLinkOver(LINK, NOW)).toBe(false);
  expect(isLinkOver({ ...LINK, uses: 1, max_uses: 1 }, NOW)).toBe(true);
  expect(isLinkOver({ ...LINK, expires_at: at(-1) }, NOW)).toBe(true);
});

test("[U28] refusals are told in words that help", () => {
  expect(explainSharing(new ApiError(409, "last_owner", "x"))).toContain("somebody else owner first");
  expect(explainSharing(new ApiError(404, "unknown_agent", "x"))).toContain("account menu");
  expect(explainSharing(new ApiError(0, "offline", "No network."))).toBe("No network.");
});
