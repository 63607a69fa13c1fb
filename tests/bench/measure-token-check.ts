import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Access, createAccess } from "#registry/access/access.ts";
import { makeKey } from "#registry/access/new-key.ts";
import { systemClock } from "#registry/clock.ts";
import { createLog } from "#registry/log.ts";
import { openStorage } from "#registry/storage/open.ts";
import type { Storage } from "#registry/storage/storage.ts";
import { startIssuer } from "#tests/support/issuer.ts";

export type TokenCheckFigures = {
  checks: number;
  /** Microseconds to tell whose this is: a key that the database is asked for, … */
  keyUs: number;
  /** … one that was used a moment ago, one that nobody has, … */
  knownKeyUs: number;
  strangeKeyUs: number;
  /** … and a signed token (ES256) of an identity provider. */
  tokenUs: number;
};

/** What it costs a connect to be told apart, alone: no socket, no room, the database on disk as in a registry. */
export async function measureTokenCheck(checks: number): Promise<TokenCheckFigures> {
  const folder = mkdtempSync(join(tmpdir(), "registry-"));
  const storage = await openStorage(`sqlite:${join(folder, "registry.sqlite")}`);
  const issuer = await startIssuer();
  const config = { adminKey: null, oidc: issuer.oidc, defaultOrg: "main" };
  const access = createAccess({ storage, config, clock: systemClock, log: createLog("silent") });
  try {
    const keys = await makeAgents(storage, checks);
    const strange = keys
      .map((key) => key.split("").toReversed().join("").slice(0, -3))
      .map((end) => `kp_${end}`);
    const token = await issuer.sign(Date.now());
    // Compiled, and the provider's keys fetched.
    await timeChecks(access, strange.slice(0, 200), false);
    await timeChecks(
      access,
      Array.from({ length: 200 }, () => token),
      true,
    );
    const first = keys[0] ?? "";
    return {
      checks,
      keyUs: await timeChecks(access, keys, true),
      knownKeyUs: await timeChecks(
        access,
        keys.map(() => first),
        true,
      ),
      strangeKeyUs: await timeChecks(access, strange, false),
      tokenUs: await timeChecks(
        access,
        keys.map(() => token),
        true,
      ),
    };
  } finally {
    await access.stop();
    await issuer[Symbol.asyncDispose]();
    await storage.close();
    rmSync(folder, { recursive: true });
  }
}

async function makeAgents(storage: Storage, count: number): Promise<string[]> {
  const keys: string[] = [];
  const created_at = Date.now();
  for (let i = 0; i < count; i++) {
    const agent_id = `agent-${i}`;
    const { raw, record } = makeKey(agent_id, ["read", "write"], created_at);
    await storage.agents.register({ agent_id, name: agent_id, org_id: "main", created_at }, record);
    keys.push(raw);
  }
  return keys;
}

/** Microseconds per check. Throws where one is answered otherwise than `isGood`. */
async function timeChecks(access: Access, credentials: readonly string[], isGood: boolean): Promise<number> {
  const started = performance.now();
  for (const raw of credentials) {
    const caller = await access.authenticate(`Bearer ${raw}`);
    if ((caller !== null) !== isGood) throw new Error("a credential was mistaken");
  }
  return ((performance.now() - started) * 1000) / credentials.length;
}
