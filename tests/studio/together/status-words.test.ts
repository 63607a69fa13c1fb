import { expect, test } from "bun:test";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import { keepSame } from "#studio/hooks/keep-same.ts";
import type { LinkState } from "#studio/sync/link/link.ts";
import type { Status } from "#studio/sync/types.ts";
import { goneWords } from "#studio/together/gone-words.ts";
import {
  explainStatus,
  lightOf,
  spokenStatus,
  statusWords,
  waitingEdits,
} from "#studio/together/status-words.ts";

const OPEN: LinkState = { kind: "open", via: "socket" };
const WAITING: LinkState = { kind: "waiting", until: 5000, attempt: 2, reason: "" };

test.each<[string, "green" | "yellow" | "red", Partial<Status>]>([
  ["Saved", "green", { link: OPEN }],
  ["Saving…", "green", { link: OPEN, unkept: 1 }],
  ["Saving…", "green", { link: OPEN, kept: 1, sent: 2 }],
  ["On this device", "green", { link: OPEN, kept: 1 }],
  ["Offline", "red", { link: { kind: "offline" }, kept: 3 }],
  ["Reconnecting in 4 s", "yellow", { link: WAITING }],
  ["Connecting…", "yellow", { link: { kind: "connecting", attempt: 1 } }],
  ["Reconnecting…", "yellow", { link: { kind: "connecting", attempt: 2 } }],
  ["Saving…", "green", { link: OPEN, sent: 1, sentSince: 1000 }],
  ["No answer yet", "yellow", { link: OPEN, sent: 1, sentSince: -500 }],
  ["Not kept on this device", "green", { link: OPEN, unkept: 1, storeError: "full" }],
  ["Disconnected", "red", { link: { kind: "stopped", code: 4410, reason: "" } }],
])("[U46] the indicator says %s, its light is %s", (words, light, part) => {
  expect(statusWords(statusOf(part), 1200)).toBe(words);
  expect(lightOf(statusOf(part), 1200)).toBe(light);
});

test("[U46] [U86] the length of the queue is told while there is no connection, or no answer for 1.5 s", () => {
  expect(waitingEdits(statusOf({ link: OPEN, kept: 2 }), 0)).toBe(0);
  expect(waitingEdits(statusOf({ link: OPEN, kept: 2, sent: 1, sentSince: 0 }), 1600)).toBe(3);
  expect(waitingEdits(statusOf({ link: { kind: "offline" }, kept: 2, sent: 1 }), 0)).toBe(3);
});

test("[U46] what counts down is not read out each second, a saving not at all, what is in danger is", () => {
  expect(spokenStatus(statusOf({ link: WAITING }))).toBe("Connection lost, reconnecting");
  expect(spokenStatus(statusOf({ link: OPEN, sent: 1 }))).toBe("Connected");
  const lost = statusOf({ link: OPEN, unkept: 1, storeError: "full" });
  expect(spokenStatus(lost)).toBe("Not kept on this device");
  expect(explainStatus(lost)).toContain("in this tab alone");
  expect(explainStatus(statusOf({ link: { kind: "offline" }, kept: 1 }))).toContain(
    "also when you close this page",
  );
});

test("[U46] a status that says the same is the same object", () => {
  const before = statusOf({ link: OPEN });
  expect(keepSame(before, { ...before })).toBe(before);
  expect(keepSame(before, { ...before, sent: 1 })).not.toBe(before);
  const map = new Map();
  expect(keepSame(map, new Map())).not.toBe(map);
});

test("[U47] what has ended for good says so by its code, and what can be done", () => {
  expect(goneWords(CLOSE.deleted, "")).toMatchObject({ title: "This SOP was deleted", isPage: true });
  expect(goneWords(CLOSE.forbidden, "")).toMatchObject({ isPage: true, remedy: "try_again" });
  expect(goneWords(CLOSE.unauthenticated, "")).toMatchObject({ isPage: true, remedy: "sign_in" });
  expect(goneWords(CLOSE.replaced, "")).toMatchObject({ isPage: false, remedy: "use_here" });
  expect(goneWords(CLOSE.outdated, "")).toMatchObject({ isPage: false, remedy: "reload" });
  expect(goneWords(CLOSE.not_the_protocol, "why")).toMatchObject({ text: "why", isPage: false });
});

function statusOf(part: Partial<Status>): Status {
  const counts = { unkept: 0, kept: 0, sent: 0, sentSince: null, asides: 0 };
  return { summary: "saved", link: OPEN, ...counts, storeError: null, ...part };
}
