import { useCallback } from "react";
import { ALONE, indexCompany, type NodeCompany } from "./company-index.ts";
import { createDerived, useDerived } from "./derived.ts";

const company = createDerived<ReadonlyMap<string, NodeCompany>>(
  ["peers", "locks"],
  (sop, before = new Map()) =>
    indexCompany({ peers: sop.peers.values(), locks: sop.locks, me: sop.peer }, before),
);

/** Who else has to do with a node; the component renders again when that changes for this node, and for nothing else. */
export function useNodeCompany(node: string): NodeCompany {
  return useDerived(
    company,
    useCallback((index) => index.get(node) ?? ALONE, [node]),
  );
}
