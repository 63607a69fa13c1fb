import { expect, test } from "bun:test";
import { readCursor, writeCursor } from "#registry/http/cursor.ts";

const PLACE = { updated_at: 1_700_000_000_123, id: "kp:sop:00000000-0000-4000-8000-000000000001" };

test("[H5] a cursor is opaque and gives its place back", () => {
  const cursor = writeCursor(PLACE);
  expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(readCursor(cursor)).toEqual(PLACE);
});

test("[H5] what is no cursor of this registry is null", () => {
  for (const wrong of [
    "",
    "x",
    "AAAA",
    writeCursor({ ...PLACE, id: "1 or 1=1" }),
    `${writeCursor(PLACE)}AA`,
  ]) {
    expect(readCursor(wrong)).toBeNull();
  }
});
