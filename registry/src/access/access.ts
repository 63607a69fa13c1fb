import type { Logger } from "pino";
import type { Clock } from "#registry/clock.ts";
import type { Config } from "#registry/config.ts";
import type { AgentStore } from "#registry/storage/agents.ts";
import { createBootstrap } from "./bootstrap.ts";
import { cacheKeys } from "./key-cache.ts";
import { createKeyUses } from "./key-uses.ts";
import { type Caller, findHolder, readCredential } from "./keys.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createTickets, type Tickets } from "./tickets.ts";
import { createVerifyToken } from "./tokens.ts";

/** Who calls, by what, and which connections that keeps open. One per registry. */
export interface Access {
  readonly sessions: Sessions;
  readonly tickets: Tickets;
  /** Who an `Authorization` header stands for; null: nobody. Rejects when storage or identity provider cannot tell. */
  authenticate(header: string | undefined): Promise<Caller | null>;
  /** The same for a bare key or token. */
  identify(raw: string): Promise<Caller | null>;
  /** Keys (by hash) were revoked, on disk: they end here, with their tickets and open connections, before this returns. */
  endKeys(hashes: readonly string[]): void;
  /** Keeps when keys were last used, as far as that is not on disk yet. */
  keepUses(): Promise<void>;
  /** Ends the timers and keeps what is not on disk yet. */
  stop(): Promise<void>;
}

/** A key or token that ends by itself closes its connections within a second. */
const SWEEP_MS = 500;

/** Makes what tells callers apart; starts its timers. */
export function createAccess({
  storage,
  config,
  clock,
  log,
}: {
  readonly storage: { readonly agents: AgentStore };
  readonly config: Pick<Config, "adminKey" | "oidc" | "defaultOrg">;
  readonly clock: Clock;
  readonly log: Logger;
}): Access {
  const { agents } = storage;
  const { adminKey, oidc, defaultOrg } = config;
  const sessions = createSessions();
  const tickets = createTickets();
  const keys = cacheKeys(agents, () => clock.now());
  const uses = createKeyUses(agents, clock, log);
  const asAdmin = createBootstrap(adminKey, agents, defaultOrg);
  const verify = oidc === null ? null : createVerifyToken({ oidc, agents, defaultOrg, clock });
  const endSweep = clock.every(SWEEP_MS, () => sessions.endExpired(clock.now()));

  async function identify(raw: string): Promise<Caller | null> {
    const now = clock.now();
    const admin = await asAdmin(raw, now);
    if (admin !== null) return admin;
    if (!raw.startsWith("kp_")) return verify === null ? null : verify(raw);
    const holder = await findHolder({ agents: keys }, raw, now);
    if (holder !== null) uses.note(holder.key.hash, now);
    return holder;
  }

  return {
    sessions,
    tickets,
    identify,
    async authenticate(header) {
      const raw = readCredential(header);
      return raw === null ? null : identify(raw);
    },
    endKeys(hashes) {
      keys.forget(hashes);
      tickets.endKeys(hashes);
      sessions.endKeys(hashes, "the key was revoked");
    },
    keepUses: () => uses.keep(),
    async stop() {
      endSweep();
      await uses.stop();
    },
  };
}
