import { expect, test } from "bun:test";
import { loggedPath } from "#registry/front/logged-path.ts";

test("[M5] a logged path has the words of routes and ids of SOPs, and nothing else", () => {
  const sop = "kp:sop:0190a6f0-7e4b-7cc1-8f2a-1234567890ab";
  const shown: Record<string, string> = {
    [`/v1/sop/${sop}/ws?ticket=abc`]: `/v1/sop/${sop}/ws`,
    [`/v1/sop/${sop}/ws-ticket`]: `/v1/sop/${sop}/ws-ticket`,
    [`/v1/sop/${sop}/locks/ask-the.customer`]: `/v1/sop/${sop}/locks/…`,
    "/v1/auth/keys/kp_abcdefgh": "/v1/auth/keys/…",
    "/v1/invites/Zm9vYmFyYmF6cXV4/accept": "/v1/invites/…/accept",
    "/v1/invites/short": "/v1/invites/…",
    "/metrics?token=x": "/metrics",
    "/%E0%A4%A": "/…",
    "/a/b/c/d/e/f/g/h/i/j": "/a/b/c/d/e/f/g",
  };
  for (const [path, logged] of Object.entries(shown)) expect(loggedPath(`http://x${path}`)).toBe(logged);
});
