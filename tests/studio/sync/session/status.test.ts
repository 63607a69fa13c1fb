import { expect, test } from "bun:test";
import type { PendingPatch } from "#studio/sync/core/pending.ts";
import { statusOf } from "#studio/sync/session/status.ts";

const OPEN = { kind: "open", via: "socket" } as const;

test("[U46] [U86] what was sent and is on no disk is not on this device; the oldest that waits says since when", () => {
  const status = told([
    { isKept: false, sentAt: 7 },
    { isKept: true, sentAt: 5 },
    { isKept: true, sentAt: null },
    { isKept: false, sentAt: null },
  ]);
  expect(status).toMatchObject({ unkept: 2, sent: 1, kept: 1, sentSince: 5 });
  expect(told([{ isKept: true, sentAt: null }]).sentSince).toBeNull();
});

function told(patches: readonly Pick<PendingPatch, "isKept" | "sentAt">[]) {
  const queue = { all: () => patches };
  return statusOf(OPEN, { queue, isPinned: false } as unknown as Parameters<typeof statusOf>[1], 0, null);
}
