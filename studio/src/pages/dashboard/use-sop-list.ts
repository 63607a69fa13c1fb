import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { Api } from "../../app/api.ts";
import type { Filters } from "./filters.ts";
import { followNews } from "./follow-news.ts";
import { createKeptList } from "./kept-list.ts";
import { createSopList, type ListState, type SopList } from "./sop-list.ts";

/** Until typing pauses: each letter of a word is no question of its own. */
const TYPING_MS = 200;

/** The SOPs of whoever calls by `api`, kept up to date for as long as the page is looked at. */
export function useSopList(api: Api, agent: string, filters: Filters): readonly [ListState, SopList] {
  const list = useMemo(() => createSopList(api, createKeptList(localStorage, agent)), [api, agent]);
  useEffect(() => {
    const wait = list.state.kind === "listed" && list.state.filters.q !== filters.q ? TYPING_MS : 0;
    const timer = setTimeout(() => list.narrow(filters), wait);
    return () => clearTimeout(timer);
  }, [list, filters]);
  useEffect(() => whileVisible((signal) => followNews(api, list.refresh, signal)), [api, list]);
  return [useSyncExternalStore(list.subscribe, () => list.state), list];
}

/**
 * Does something while the tab is looked at. A browser opens six connections to a host: hidden tabs that hold one each
 * would leave none for the one in front.
 */
function whileVisible(start: (signal: AbortSignal) => void): () => void {
  let controller: AbortController | null = null;
  const look = () => {
    const isVisible = document.visibilityState === "visible";
    if (isVisible === (controller !== null)) return;
    controller?.abort();
    controller = isVisible ? new AbortController() : null;
    if (controller !== null) start(controller.signal);
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    controller?.abort();
  };
}
