import { useCallback, useEffect, useRef, useState } from "react";
import { errorWords } from "./error-words.ts";
import type { Page, PageQuery } from "./history-calls.ts";

/** A list that is read page by page. */
export interface Pages<T> {
  /** Null: nothing came yet. */
  readonly items: readonly T[] | null;
  /** Why the last reading failed; what came before stays. */
  readonly error: string | null;
  readonly isBusy: boolean;
  readonly hasMore: boolean;
  /** Reads the next page. */
  readonly more: () => void;
  /** Reads what there is anew. */
  readonly again: () => void;
}

interface State<T> extends Pick<Pages<T>, "items" | "error" | "isBusy"> {
  readonly cursor: string | null;
}

const PAGE = 50;
/** The registry gives no more at once. */
const MOST = 200;
/** Others may edit many times a second. */
const FRESH_MS = 1_500;

const NOTHING = { items: null, error: null, isBusy: true, cursor: null } as const;

/**
 * Reads a list page by page; `load` says which, and has to stay the same function. When `freshness` changes, what was
 * read so far is read anew, in its place, at most every 1.5 s.
 */
export function usePages<T>(load: (query: PageQuery) => Promise<Page<T>>, freshness: string): Pages<T> {
  const [state, setState] = useState<State<T>>(NOTHING);
  const turn = useRef(0);
  const known = useRef(0);
  known.current = state.items?.length ?? 0;

  const read = useCallback(
    async (query: PageQuery, before: readonly T[]) => {
      const mine = ++turn.current;
      setState((state) => ({ ...state, isBusy: true, error: null }));
      try {
        const { items, next_cursor: cursor = null } = await load(query);
        if (mine === turn.current)
          setState({ items: [...before, ...items], cursor, error: null, isBusy: false });
      } catch (error) {
        if (mine === turn.current)
          setState((state) => ({ ...state, error: errorWords(error), isBusy: false }));
      }
    },
    [load],
  );
  const again = useCallback(
    () => void read({ limit: Math.min(Math.max(known.current, PAGE), MOST), cursor: null }, []),
    [read],
  );

  useEffect(() => {
    setState(NOTHING);
    void read({ limit: PAGE, cursor: null }, []);
    return () => {
      turn.current += 1;
    };
  }, [read]);

  useFresh(freshness, again);

  const { items, cursor, error, isBusy } = state;
  return {
    items,
    error,
    isBusy,
    hasMore: cursor !== null,
    more: () => {
      if (!isBusy && cursor !== null) void read({ limit: PAGE, cursor }, items ?? []);
    },
    again,
  };
}

/** Calls `again` some time after `freshness` changed, however often it changes meanwhile. */
function useFresh(freshness: string, again: () => void): void {
  const seen = useRef(freshness);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const call = useRef(again);
  call.current = again;
  useEffect(() => {
    if (seen.current === freshness) return;
    seen.current = freshness;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      call.current();
    }, FRESH_MS);
  }, [freshness]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
