import { expect, test } from "bun:test";
import { savedText } from "#studio/canvas/actions/tell-saved.ts";
import type { Status } from "#studio/sync/types.ts";

const STATUS = {
  summary: "saved",
  unkept: 0,
  kept: 0,
  sent: 0,
  asides: 0,
  sentSince: null,
  storeError: null,
} as unknown as Status;

test("[U18] what is said of saving is what is so", () => {
  expect(said({})).toStartWith("Saved already.");
  expect(said({ summary: "saving", sent: 1 })).toStartWith("Being saved");
  expect(said({ summary: "offline", kept: 3 })).toBe(
    "You are offline. 3 changes are kept on this device and will be sent.",
  );
  expect(said({ summary: "offline" })).toBe("You are offline. Nothing waits to be sent.");
  expect(said({ summary: "reconnecting", unkept: 1 })).toContain("1 change not on this device yet");
  expect(said({ summary: "conflict", asides: 1 })).toContain("1 change of yours did not stand");
  expect(said({ summary: "error", storeError: "The disk is full" })).toContain("The disk is full");
  expect(said({ summary: "gone" })).toContain("no changes from you");
});

function said(change: Partial<Status>): string {
  return savedText({ ...STATUS, ...change });
}
