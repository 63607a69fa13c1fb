import { z } from "zod";

/** Keys that no document may hold, in paths or in values: they reach prototypes in careless readers. */
export const BANNED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Whether a text can be the id of a node or edge; "1" can, and is never an index. */
export function isEntityId(text: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,63}$/.test(text) && !BANNED_KEYS.has(text);
}

/** Id of a node or edge: equals its key in the map. */
export const EntityId = z.string().refine(isEntityId, { message: "not an id of a node or edge" });

/** `kp:sop:<uuid>`. */
export const SopId = z.string().regex(/^kp:sop:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** An agent's name, chosen at registration; it never holds a "/", which ends it in a peer's name. */
export const AgentId = z.string().regex(/^[a-z0-9][a-z0-9._-]{2,63}$/);

/** The name a tab or process keeps across reconnects and its offline queue. */
export const ClientName = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** A patch's id, unique per peer and SOP. */
export const PatchId = z.string().min(1).max(64);

/** `<agent>/<client>`: one tab or process of an agent. */
export function peerName(agent: string, client: string): string {
  return `${agent}/${client}`;
}

/** The agent part of a peer's name. */
export function agentOf(peer: string): string {
  const slash = peer.indexOf("/");
  return slash < 0 ? peer : peer.slice(0, slash);
}
