import { expect, test } from "bun:test";
import { firstKept, type ActivityEntry } from "#studio/panels/history/activity.ts";
import { activityWords } from "#studio/panels/history/activity-words.ts";
import { dayTitle, groupByDay } from "#studio/panels/history/days.ts";

const NAMES: Readonly<Record<string, string>> = { "ana-1": "Ana", "bob-2": "Bob" };
const COMMON = { at: "2026-11-20T10:00:00.000Z", by: "ana-1" };

function words(entry: ActivityEntry): string {
  return activityWords(entry, (agent) => NAMES[agent] ?? agent);
}

test("[U50] each thing that happens is told in words", () => {
  const sitting = { ...COMMON, type: "edited", from: COMMON.at, to: COMMON.at } as const;
  expect(words({ ...sitting, first_version: 4, last_version: 9, patches: 6 })).toBe(
    "made 6 changes · versions 4 to 9",
  );
  expect(words({ ...sitting, first_version: 4, last_version: 4, patches: 1 })).toBe(
    "made 1 change · version 4",
  );
  expect(words({ ...COMMON, type: "version_named", version: 3, label: "Audit", before: null })).toBe(
    "named version 3 “Audit”",
  );
  expect(words({ ...COMMON, type: "restored", version: 8, restored_version: 3 })).toBe(
    "restored version 3, as version 8",
  );
  const reverted = { ...COMMON, type: "reverted", version: 9, since: 2, undone: 3, skipped: 1 } as const;
  expect(words({ ...reverted, agent: "bob-2" })).toBe(
    "undid 3 versions of Bob since version 2, as version 9; 1 place left alone",
  );
  expect(words({ ...reverted, agent: "ana-1", since: 0, skipped: 0 })).toBe(
    "undid 3 versions of their own from the beginning on, as version 9",
  );
  expect(words({ ...COMMON, type: "member_removed", agent: "ana-1", before: "editor" })).toBe("left");
});

test("[U50] what a newer registry tells of does not break the list", () => {
  expect(words({ ...COMMON, type: "moved_to_mars" } as unknown as ActivityEntry)).toContain("does not know");
});

test("[U50] the list is under the days of its reader", () => {
  const now = new Date(2026, 10, 20, 9).getTime();
  const items = [at(2026, 10, 20, 8), at(2026, 10, 20, 0), at(2026, 10, 19, 23), at(2025, 0, 2, 12)];
  const days = groupByDay(items, now);
  expect(days.map(({ title, items }) => [plain(title), items.length])).toEqual([
    ["Today", 2],
    ["Yesterday", 1],
    ["Thursday 2 January 2025", 1],
  ]);
  expect(plain(dayTitle(new Date(2026, 10, 16, 12).getTime(), now))).toBe("Monday 16 November");
});

test("[U59] the end of the list tells which edits are no longer kept", () => {
  const sitting = { ...COMMON, type: "edited", from: COMMON.at, to: COMMON.at, patches: 1 } as const;
  const named = { ...COMMON, type: "version_named", version: 3, label: "Audit", before: null } as const;
  expect(firstKept([{ ...sitting, first_version: 41, last_version: 50 }, named])).toBe(41);
  expect(firstKept([{ ...sitting, first_version: 1, last_version: 50 }, named])).toBeNull();
  expect(firstKept([named])).toBeNull();
});

/** Versions of the locale's data differ in the comma. */
function plain(title: string): string {
  return title.replace(",", "");
}

function at(...parts: [number, number, number, number]) {
  return { at: new Date(...parts).toISOString() };
}
