import { toast } from "sonner";
import type { Editor } from "../editor/editor-context.tsx";
import type { Person } from "./people.ts";

/** Follows the view of somebody, or ends that; of one who has no view, as a program, goes to what it has selected. */
export function followPerson({ sop, state }: Pick<Editor, "sop" | "state">, person: Person): void {
  const { following, follow, goTo } = state.getState();
  if (following !== null && person.tabs.includes(following)) return follow(null);
  const tab = person.tabs.find((peer) => sop.peers.get(peer)?.viewport !== undefined);
  if (tab !== undefined) return follow(tab);
  const there = person.selection.filter((node) => sop.view.nodes.has(node));
  if (there.length > 0) goTo({ kind: "nodes", nodes: there });
  else toast.info(`${person.name} has no view that could be followed.`);
}
