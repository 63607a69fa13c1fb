import { and, desc, eq, isNull, inArray } from "drizzle-orm";
import type { Act, InviteRecord, InviteStore } from "../sharing.ts";
import { acceptInvite } from "./accept-invite.ts";
import type { Db } from "./connect.ts";
import { endGuestKeys } from "./end-guest-keys.ts";
import { findLive } from "./find-member.ts";
import { recordEvent } from "./record-event.ts";
import { agents, invites, keys, members, sops } from "./schema.ts";
import { rowToRecord } from "./sop-row.ts";
import type { Write } from "./write.ts";

/** Links that give roles. */
export function createInviteStore(db: Db, write: Write): InviteStore {
  return {
    create: (invite) => write(() => createInvite(db, invite)),
    list: async (sop) =>
      db
        .select({ invite: invites })
        .from(invites)
        .innerJoin(sops, eq(sops.key, invites.sop))
        .where(and(eq(sops.id, sop), isNull(invites.revoked_at)))
        .orderBy(desc(invites.key))
        .all()
        .map((row) => toRecord(row.invite, sop)),
    find: async (hash) => {
      const row = db
        .select({ invite: invites, sop: sops, name: agents.name })
        .from(invites)
        .innerJoin(sops, eq(sops.key, invites.sop))
        .leftJoin(agents, eq(agents.agent_id, invites.created_by))
        .where(eq(invites.hash, hash))
        .get();
      if (row === undefined) return null;
      const sop = rowToRecord(row.sop);
      return { invite: toRecord(row.invite, sop.id), sop, invited_by: row.name ?? row.invite.created_by };
    },
    accept: (hash, who, judged, now) => write(() => acceptInvite(db, hash, who, { judged, now })),
    revoke: (sop, id, act) => write(() => revokeInvite(db, sop, id, act)),
  };
}

function createInvite(db: Db, invite: InviteRecord): "ok" | "no_sop" {
  const sop = findLive(db, invite.sop);
  if (sop === undefined) return "no_sop";
  db.insert(invites)
    .values({ ...invite, sop })
    .run();
  const { id, role, created_by: by, created_at: at } = invite;
  recordEvent(db, sop, { by, at }, { kind: "invite_made", invite: id, role });
  return "ok";
}

function revokeInvite(db: Db, id: string, invite: string, act: Act) {
  const sop = findLive(db, id);
  if (sop === undefined) return null;
  const live = and(eq(invites.sop, sop), eq(invites.id, invite), isNull(invites.revoked_at));
  const revoked = db
    .update(invites)
    .set({ revoked_at: act.at })
    .where(live)
    .returning({ key: invites.key })
    .all();
  if (revoked.length === 0) return null;
  const { agents: guests, hashes } = endGuestKeys(db, id, eq(keys.invite, invite), act.at);
  db.delete(members)
    .where(and(eq(members.sop, sop), inArray(members.agent_id, guests)))
    .run();
  recordEvent(db, sop, act, { kind: "invite_revoked", invite, guests });
  return { guests, keys: hashes };
}

function toRecord(row: typeof invites.$inferSelect, sop: string): InviteRecord {
  const {
    id,
    hash,
    role,
    created_by,
    created_at,
    expires_at,
    max_uses,
    agents: named,
    uses,
    revoked_at,
  } = row;
  const made = { created_by, created_at, expires_at, max_uses, agents: named };
  return { id, sop, hash, role, ...made, uses, revoked_at };
}
