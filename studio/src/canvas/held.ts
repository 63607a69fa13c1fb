import { agentOf } from "#schemas/ids.ts";
import { toast } from "sonner";
import type { SopClient } from "../sync/types.ts";

/** Somebody else who holds a node, by name; null: nobody, or I myself in another tab, which hands it over. */
export function holderName(sop: Pick<SopClient, "locks" | "peers" | "peer">, node: string): string | null {
  const holder = sop.locks.get(node);
  if (holder === undefined || holder === sop.peer) return null;
  if (sop.peer !== null && agentOf(holder) === agentOf(sop.peer)) return null;
  return sop.peers.get(holder)?.name ?? agentOf(holder);
}

/** U17: the nodes that I may change now; whoever holds one of the others is named in a toast. */
export function freeOf(sop: SopClient, nodes: readonly string[]): string[] {
  const free: string[] = [];
  const holders = new Set<string>();
  for (const node of nodes) {
    const holder = holderName(sop, node);
    if (holder === null) free.push(node);
    else holders.add(holder);
  }
  if (holders.size > 0) tellHeld([...holders], nodes.length - free.length);
  return free;
}

function tellHeld(holders: readonly string[], count: number): void {
  const names = new Intl.ListFormat("en").format(holders);
  const is = holders.length === 1 ? "is" : "are";
  const what = count === 1 ? "this node" : `${count} of these nodes`;
  toast.info(`${names} ${is} working on ${what}. It stays as it is until they are done.`, { id: "held" });
}
