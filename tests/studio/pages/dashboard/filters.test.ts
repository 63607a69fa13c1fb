import { expect, test } from "bun:test";
import { ListQuery } from "#schemas/protocol/http.ts";
import { isNarrowed, listPath, NO_FILTERS, type Filters } from "#studio/pages/dashboard/filters.ts";

function queryOf(filters: Filters, cursor: string | null = null) {
  const url = new URL(listPath(filters, cursor), "http://localhost");
  return ListQuery.parse(Object.fromEntries(url.searchParams));
}

test("[U21] the list asks for what it is narrowed to, and for nothing that is not set", () => {
  expect(queryOf(NO_FILTERS)).toEqual({ limit: 48 });
  const narrow: Filters = { whose: "shared", q: " bug & co ", domain: "it", status: "draft" };
  expect(queryOf(narrow, "c1")).toEqual({
    limit: 48,
    q: "bug & co",
    domain: "it",
    status: "draft",
    mine: false,
    cursor: "c1",
  });
  expect(queryOf({ ...NO_FILTERS, whose: "mine" }).mine).toBe(true);
});

test("whose SOPs they are narrows nothing: an empty list of one's own has no filters to clear", () => {
  expect(isNarrowed({ ...NO_FILTERS, whose: "mine", q: "  " })).toBe(false);
  expect(isNarrowed({ ...NO_FILTERS, status: "draft" })).toBe(true);
});
