import type { Filters } from "./filters.ts";
import type { SopItem } from "./sop-list.ts";

/** The list as it was last seen: what there is to open while the registry is out of reach. */
export interface KeptList {
  /** Those that the filters would show; null: nothing was kept. */
  readonly read: (filters: Filters) => readonly SopItem[] | null;
  readonly write: (items: readonly SopItem[]) => void;
}

const PLACE = "sop-studio.list.";

/** Keeps an agent's list in `storage`. */
export function createKeptList(storage: Storage, agent: string): KeptList {
  return {
    read(filters) {
      try {
        const items = JSON.parse(storage.getItem(PLACE + agent) ?? "null") as readonly SopItem[] | null;
        // An empty list is no help: better to say that it could not be had.
        if (items === null || items.length === 0) return null;
        return items.filter((item) => isShown(item, filters, agent));
      } catch {
        return null;
      }
    },
    write(items) {
      // Who was in them then says nothing of now.
      const text = JSON.stringify(items.map((item) => ({ ...item, peers: [] })));
      try {
        storage.setItem(PLACE + agent, text);
      } catch {
        // No room is left: the list is then only there with the registry.
      }
    },
  };
}

/** Whoever signs out leaves no names of SOPs to who comes next. */
export function forgetKeptList(storage: Storage, agent: string): void {
  storage.removeItem(PLACE + agent);
}

function isShown({ name, domain, status, created_by }: SopItem, filters: Filters, agent: string): boolean {
  const isMine = created_by === agent;
  return (
    name.toLowerCase().includes(filters.q.trim().toLowerCase()) &&
    (filters.domain === "" || filters.domain === domain) &&
    (filters.status === "" || filters.status === status) &&
    (filters.whose === "all" || (filters.whose === "mine") === isMine)
  );
}
