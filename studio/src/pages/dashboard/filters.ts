import type { SopStatus } from "#schemas/protocol/document.ts";

/** Which SOPs are listed: of all those that one has a role on, the ones made by oneself, or by others. */
export type Whose = "all" | "mine" | "shared";

/** What the list is narrowed to; "": not by this. */
export interface Filters {
  readonly whose: Whose;
  readonly q: string;
  readonly domain: string;
  readonly status: SopStatus | "";
}

/** The list as it is opened: everything. */
export const NO_FILTERS: Filters = { whose: "all", q: "", domain: "", status: "" };

/** Whether something is left out beyond whose they are. */
export function isNarrowed({ q, domain, status }: Filters): boolean {
  return q.trim() !== "" || domain !== "" || status !== "";
}

/** Whether nothing is left out. */
export function isAll(filters: Filters): boolean {
  return filters.whose === "all" && !isNarrowed(filters);
}

const MINE: Readonly<Record<Whose, string | null>> = { all: null, mine: "true", shared: "false" };

/** The call that gives a page of the list. */
export function listPath({ whose, q, domain, status }: Filters, cursor: string | null): string {
  const wanted = { q: q.trim(), domain, status, mine: MINE[whose], cursor, limit: String(PAGE_SIZE) };
  const given = Object.entries(wanted).filter(
    (pair): pair is [string, string] => pair[1] !== null && pair[1] !== "",
  );
  return `/v1/sop?${new URLSearchParams(given)}`;
}

/** A few screens of cards. */
const PAGE_SIZE = 48;
