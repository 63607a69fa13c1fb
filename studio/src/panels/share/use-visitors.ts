import { equalJson } from "#schemas/json.ts";
import type { Role } from "#schemas/protocol/document.ts";
import { createDerived, useDerived } from "../../together/derived.ts";

/** Somebody who is in the SOP now. */
export interface Visitor {
  readonly agent: string;
  readonly name: string;
  readonly color: string;
  readonly role: Role;
}

const visitors = createDerived<readonly Visitor[]>(["peers"], (sop, before = []) => {
  const byAgent = new Map<string, Visitor>();
  for (const { agent, name, color, role } of sop.peers.values())
    byAgent.set(agent, { agent, name, color, role });
  const now = [...byAgent.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  return equalJson(toJson(now), toJson(before)) ? before : now;
});

/** Who is in the SOP now, by name; the component renders again when somebody comes, goes or has another role. */
export function useVisitors(): readonly Visitor[] {
  return useDerived(visitors, all);
}

const all = (list: readonly Visitor[]) => list;

function toJson(list: readonly Visitor[]) {
  return list.map((visitor) => ({ ...visitor }));
}
