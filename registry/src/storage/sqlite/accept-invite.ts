import { and, eq } from "drizzle-orm";
import { Role, type Visibility } from "#schemas/protocol/document.ts";
import type { Accepting } from "../sharing.ts";
import { insertAgent } from "./agent-store.ts";
import type { Db } from "./connect.ts";
import { findMember } from "./find-member.ts";
import { recordEvent } from "./record-event.ts";
import { invites, inviteUses, keys, members, sops } from "./schema.ts";

type Accepted = { sop: string; role: Role; before: Role | null };

/** Accepts an invite inside the caller's transaction, so that of two who race for the last use one gets it. */
export function acceptInvite(
  db: Db,
  hash: string,
  who: Accepting,
  { judged, now }: { readonly judged: Visibility; readonly now: number },
): Accepted | "gone" | "changed" {
  const found = findOpen(db, hash, now);
  if (found === undefined) return "gone";
  const { invite, sop } = found;
  if (sop.visibility !== judged) return "changed";
  const agent = who.kind === "agent" ? who.agent : who.agent.agent_id;
  const member = findMember(db, sop.key, agent);
  const before = member?.role ?? null;
  if (before !== null && (isAsGood(before, invite.role) || cameBy(db, invite.key, agent)))
    return { sop: sop.id, role: before, before };
  if (invite.max_uses !== null && invite.uses >= invite.max_uses) return "gone";
  if (who.kind === "guest" && !insertGuest(db, who)) throw new Error("a guest's random name came twice");
  db.update(invites)
    .set({ uses: invite.uses + 1 })
    .where(eq(invites.key, invite.key))
    .run();
  db.insert(inviteUses).values({ invite: invite.key, agent_id: agent }).onConflictDoNothing().run();
  const { role } = invite;
  db.insert(members)
    .values({ sop: sop.key, agent_id: agent, role, since: now, guest: who.kind === "guest" })
    .onConflictDoUpdate({ target: [members.sop, members.agent_id], set: { role } })
    .run();
  recordEvent(
    db,
    sop.key,
    { by: agent, at: now },
    { kind: "invite_accepted", invite: invite.id, agent, role, before },
  );
  return { sop: sop.id, role, before };
}

function findOpen(db: Db, hash: string, now: number) {
  const row = db
    .select({ invite: invites, sop: sops })
    .from(invites)
    .innerJoin(sops, eq(sops.key, invites.sop))
    .where(eq(invites.hash, hash))
    .get();
  if (row === undefined || row.invite.revoked_at !== null || row.sop.deleted_at !== null) return undefined;
  const { expires_at } = row.invite;
  return expires_at !== null && expires_at <= now ? undefined : row;
}

/** Roles are listed weakest first. */
function isAsGood(role: Role, offered: Role): boolean {
  return Role.options.indexOf(role) >= Role.options.indexOf(offered);
}

/** Whoever came by this invite and was demoted since stays demoted. */
function cameBy(db: Db, invite: number, agent: string): boolean {
  const use = and(eq(inviteUses.invite, invite), eq(inviteUses.agent_id, agent));
  return db.select().from(inviteUses).where(use).get() !== undefined;
}

function insertGuest(db: Db, { agent, key }: Extract<Accepting, { kind: "guest" }>): boolean {
  if (!insertAgent(db, agent)) return false;
  db.insert(keys).values(key).run();
  return true;
}
