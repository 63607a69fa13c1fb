import { agentOf } from "#schemas/ids.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { Role } from "#schemas/protocol/document.ts";
import type { Connection, Encoded, Entry, Submission } from "./types.ts";

/**
 * Roles that changed while a SOP is held, by agent; null: none any more. They outrank the role that a patch or a
 * connection came in with, which may have waited since.
 */
export type ChangedRoles = Map<string, Role | null>;

/** Whether a submission may edit now that its turn has come. */
export function mayEdit(changed: ChangedRoles, { mayEdit, peer }: Submission): boolean {
  if (!mayEdit || changed.size === 0) return mayEdit;
  return mayEditNow(changed, agentOf(peer));
}

/** False: this agent's role has become one that edits nothing. */
export function mayEditNow(changed: ChangedRoles, agent: string): boolean {
  const role = changed.get(agent);
  return role === undefined || role === "editor" || role === "owner";
}

/** The role of an agent now, where `stored` is what was read a moment ago. */
export function roleNow(changed: ChangedRoles, agent: string, stored: Role | null): Role | null {
  const newer = changed.get(agent);
  return newer === undefined ? stored : newer;
}

/** Gives a connection its role before it comes in; undefined: it has none any more, and was closed. */
export function admitWith(connection: Connection, entry: Entry, role: Role | null): Entry | undefined {
  if (role === null) {
    connection.close(CLOSE.forbidden, NO_ACCESS);
    return undefined;
  }
  connection.setRole?.(role);
  return { ...entry, role };
}

/** Tells an agent's connections their new role, in place; those that have none any more end. */
export function tellRole(connections: readonly Connection[], role: Role | null): void {
  for (const connection of connections) {
    if (role === null) connection.close(CLOSE.forbidden, NO_ACCESS);
    else {
      connection.setRole?.(role);
      connection.send(encodeRole(role));
    }
  }
}

const NO_ACCESS = "your access was taken away";

function encodeRole(role: Role): Encoded {
  return { type: "role", text: JSON.stringify({ type: "role", role }) };
}
