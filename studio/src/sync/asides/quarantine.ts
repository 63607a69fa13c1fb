import type { Write } from "../store/store.ts";
import { KEEP } from "../session/stored-queue.ts";
import type { Aside } from "../types.ts";

/** What is set aside, and the notices that were dealt with and not told yet. Every change gives the writes that keep it. */
export interface Quarantine {
  readonly size: number;
  /** Oldest first. */
  readonly list: () => readonly Aside[];
  find(id: string): Aside | undefined;
  put(aside: Aside): Write[];
  remove(id: string): Write[];
  /** Notices to tell the registry that they were seen. */
  readonly seen: ReadonlySet<string>;
  /** The user has dealt with a notice in another tab. */
  readonly dealt: (notice: string) => Write[];
  /** The registry was told, and does not bring them again. */
  told(notices: readonly string[]): Write[];
}

export function createQuarantine(asides: readonly Aside[], seenBefore: readonly string[]): Quarantine {
  const byId = new Map(asides.map((aside) => [aside.id, aside]));
  const seen = new Set(seenBefore);
  return {
    get size() {
      return byId.size;
    },
    list: () => [...byId.values()],
    find: (id) => byId.get(id),
    put(aside) {
      const notice = aside.notice?.id;
      if (notice !== undefined && seen.has(notice)) return [];
      byId.set(aside.id, aside);
      return [KEEP.aside(aside)];
    },
    remove(id) {
      const aside = byId.get(id);
      if (aside === undefined) return [];
      byId.delete(id);
      const notice = aside.notice?.id;
      if (notice === undefined) return [KEEP.asideGone(id)];
      seen.add(notice);
      return [KEEP.asideGone(id), KEEP.seen(notice)];
    },
    seen,
    dealt(notice) {
      byId.delete(`n.${notice}`);
      seen.add(notice);
      return [KEEP.asideGone(`n.${notice}`), KEEP.seen(notice)];
    },
    told(notices) {
      return notices.map((notice) => {
        seen.delete(notice);
        return KEEP.told(notice);
      });
    },
  };
}
