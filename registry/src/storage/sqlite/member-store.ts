import { and, asc, eq, sql } from "drizzle-orm";
import type { Role } from "#schemas/protocol/document.ts";
import type { Act, MemberStore } from "../sharing.ts";
import type { Db } from "./connect.ts";
import { endGuestKeys } from "./end-guest-keys.ts";
import { findLive, findMember, isLastOwner } from "./find-member.ts";
import { recordEvent } from "./record-event.ts";
import { agents, keys, members, sops } from "./schema.ts";
import type { Write } from "./write.ts";

/** Roles on SOPs. */
export function createMemberStore(db: Db, write: Write): MemberStore {
  const role = db
    .select({ role: members.role })
    .from(members)
    .innerJoin(sops, eq(sops.key, members.sop))
    .where(and(eq(sops.id, sql.placeholder("sop")), eq(members.agent_id, sql.placeholder("agent"))))
    .prepare();
  return {
    roleOf: async (sop, agent) => role.get({ sop, agent })?.role ?? null,
    list: async (sop) => listMembers(db, sop),
    set: (sop, agent, given, act) => write(() => setRole(db, sop, agent, given, act)),
    remove: (sop, agent, act) => write(() => removeMember(db, sop, agent, act)),
  };
}

function listMembers(db: Db, sop: string) {
  const { agent_id, role, since, guest } = members;
  return db
    .select({ agent_id, name: sql<string>`coalesce(${agents.name}, ${agent_id})`, role, since, guest })
    .from(members)
    .innerJoin(sops, eq(sops.key, members.sop))
    .leftJoin(agents, eq(agents.agent_id, agent_id))
    .where(eq(sops.id, sop))
    .orderBy(asc(since), asc(agent_id))
    .all();
}

function setRole(db: Db, id: string, agent: string, role: Role, act: Act) {
  const sop = findLive(db, id);
  if (sop === undefined) return "no_sop";
  const known = db.select({ id: agents.agent_id }).from(agents).where(eq(agents.agent_id, agent)).get();
  if (known === undefined) return "no_agent";
  const member = findMember(db, sop, agent);
  if (member === undefined) {
    // A guest's key is good for one SOP alone: a role elsewhere would be of no use, and tell that the guest exists.
    if (isGuest(db, agent)) return "no_agent";
    db.insert(members).values({ sop, agent_id: agent, role, since: act.at, guest: false }).run();
    recordEvent(db, sop, act, { kind: "member_added", agent, role });
    return { before: null };
  }
  const before = member.role;
  if (before === role) return { before };
  if (member.guest && role === "owner") return "guest";
  if (isLastOwner(db, member)) return "last_owner";
  db.update(members)
    .set({ role })
    .where(and(eq(members.sop, sop), eq(members.agent_id, agent)))
    .run();
  recordEvent(db, sop, act, { kind: "role_changed", agent, role, before });
  return { before };
}

function removeMember(db: Db, id: string, agent: string, act: Act) {
  const sop = findLive(db, id);
  const member = sop === undefined ? undefined : findMember(db, sop, agent);
  if (sop === undefined || member === undefined) return "no_member";
  if (isLastOwner(db, member)) return "last_owner";
  db.delete(members)
    .where(and(eq(members.sop, sop), eq(members.agent_id, agent)))
    .run();
  const { hashes } = endGuestKeys(db, id, eq(keys.agent_id, agent), act.at);
  recordEvent(db, sop, act, { kind: "member_removed", agent, before: member.role });
  return { before: member.role, keys: hashes };
}

function isGuest(db: Db, agent: string): boolean {
  const ofOneSop = and(eq(keys.agent_id, agent), sql`${keys.sop} is not null`);
  return db.select({ hash: keys.hash }).from(keys).where(ofOneSop).limit(1).get() !== undefined;
}
