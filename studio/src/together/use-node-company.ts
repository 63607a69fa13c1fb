import { useCallback, useSyncExternalStore } from "react";
import { useEditor } from "../editor/editor-context.tsx";
import type { SopClient } from "../sync/types.ts";
import { ALONE, indexCompany, type NodeCompany } from "./company-index.ts";

/** Who else has to do with a node; the component renders again when that changes for this node, and for nothing else. */
export function useNodeCompany(node: string): NodeCompany {
  const company = companyOf(useEditor().sop);
  const read = useCallback(() => company.of(node), [company, node]);
  return useSyncExternalStore(company.subscribe, read);
}

/** Who else has to do with a node, asked once. */
export function nodeCompany(sop: SopClient, node: string): NodeCompany {
  return companyOf(sop).of(node);
}

interface Company {
  readonly subscribe: (changed: () => void) => () => void;
  of(node: string): NodeCompany;
}

const known = new WeakMap<SopClient, Company>();

/** One index per SOP, made anew when somebody asks after a change. */
function companyOf(sop: SopClient): Company {
  const there = known.get(sop);
  if (there !== undefined) return there;
  let index: ReadonlyMap<string, NodeCompany> = new Map();
  let isStale = true;
  const listeners = new Set<() => void>();
  sop.subscribe(({ kind }) => {
    if (kind !== "peers" && kind !== "locks") return;
    isStale = true;
    for (const changed of listeners) changed();
  });
  const company: Company = {
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    of(node) {
      if (isStale) index = indexCompany({ peers: sop.peers.values(), locks: sop.locks, me: sop.peer }, index);
      isStale = false;
      return index.get(node) ?? ALONE;
    },
  };
  known.set(sop, company);
  return company;
}
