import type { SopPage } from "#schemas/protocol/http-answers.ts";
import { ApiError, type Api } from "../../app/api.ts";
import type { KeptList } from "./kept-list.ts";
import { listPath, NO_FILTERS, type Filters } from "./filters.ts";

/** A SOP as the dashboard shows it. */
export type SopItem = SopPage["items"][number];

/** What is listed now. */
export type ListState =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly why: string }
  /** The key is good no more. */
  | { readonly kind: "unknown_key" }
  | {
      readonly kind: "listed";
      readonly filters: Filters;
      readonly items: readonly SopItem[];
      readonly hasMore: boolean;
      /** Set while the list cannot be brought up to date: why. */
      readonly stale: string | null;
    };

/** The list of SOPs, narrowed by filters, as far as it was asked for. */
export interface SopList {
  readonly state: ListState;
  readonly subscribe: (changed: () => void) => () => void;
  readonly narrow: (filters: Filters) => void;
  readonly showMore: () => void;
  /** Asks again for all that is shown. */
  readonly refresh: () => void;
}

/**
 * Makes a list that asks `api` once it is told to. Calls while one is under way are answered by one more after it. While
 * the registry cannot be reached, what was `kept` is shown.
 */
export function createSopList(api: Pick<Api, "get">, kept: KeptList): SopList {
  const listeners = new Set<() => void>();
  let state: ListState = { kind: "loading" };
  let text = "";
  let filters = NO_FILTERS;
  let pages = 1;
  let isBusy = false;
  let isAskedAgain = false;

  function show(next: ListState): void {
    // Most refreshes bring nothing new; then nothing is drawn.
    const nextText = JSON.stringify(next);
    if (nextText === text) return;
    [state, text] = [next, nextText];
    for (const changed of listeners) changed();
  }

  async function load(): Promise<void> {
    isAskedAgain = true;
    if (isBusy) return;
    isBusy = true;
    while (isAskedAgain) {
      isAskedAgain = false;
      const asked = filters;
      const next = await read(asked, pages);
      if (filters === asked) show(next);
    }
    isBusy = false;
  }

  async function read(asked: Filters, wanted: number): Promise<ListState> {
    const items: SopItem[] = [];
    let cursor: string | null = null;
    try {
      for (let page = 0; page < wanted; page += 1) {
        const answer: SopPage = await api.get(listPath(asked, cursor));
        items.push(...answer.items);
        cursor = answer.next_cursor ?? null;
        if (cursor === null) break;
      }
    } catch (error) {
      return failed(error, asked);
    }
    // What changes while pages are read can come twice.
    const unique = [...new Map(items.map((item) => [item.id, item])).values()];
    if (asked === NO_FILTERS) kept.write(unique);
    return { kind: "listed", filters: asked, items: unique, hasMore: cursor !== null, stale: null };
  }

  function failed(error: unknown, asked: Filters): ListState {
    if (error instanceof ApiError && error.status === 401) return { kind: "unknown_key" };
    const why = error instanceof Error ? error.message : String(error);
    if (state.kind === "listed" && state.filters === asked) return { ...state, stale: why };
    const items = kept.read(asked);
    if (items === null) return { kind: "failed", why };
    return { kind: "listed", filters: asked, items, hasMore: false, stale: why };
  }

  return {
    get state() {
      return state;
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    narrow(next) {
      [filters, pages] = [next, 1];
      void load();
    },
    showMore() {
      pages += 1;
      void load();
    },
    refresh: () => void load(),
  };
}
