import type { AgentRecord, Scope } from "#registry/storage/agents.ts";
import type { Json } from "#schemas/json.ts";
import type { OidcConfig } from "./oidc.ts";

/** Claims whose signature, issuer, audience and times are right already. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Who a token stands for: agent `oidc:<sub>`, with its `org_id`, `name` and `scopes`. Null: claims that make nobody.
 * Without `scopes` a token reads and writes, as who registers does; `admin` comes by the admin claim alone.
 */
export function readClaims(
  claims: Claims,
  { adminClaim }: Pick<OidcConfig, "adminClaim">,
  defaultOrg: string,
  now: number,
): { readonly agent: AgentRecord; readonly scopes: readonly Scope[] } | null {
  const { sub, org_id = defaultOrg } = claims;
  if (!isShortText(sub) || !isShortText(org_id)) return null;
  const name = isShortText(claims["name"]) ? claims["name"].trim() : sub;
  const scopes = readScopes(claims);
  if (isAdmin(claims, adminClaim)) scopes.add("admin");
  return { agent: { agent_id: agentIdOf(sub), name, org_id, created_at: now }, scopes: [...scopes] };
}

/** "/" ends an agent's name in a peer's, and "%" has to stay what it is. */
function agentIdOf(sub: string): string {
  return `oidc:${sub.replaceAll("%", "%25").replaceAll("/", "%2F")}`;
}

function readScopes({ scopes, scope }: Claims): Set<Scope> {
  const given = scopes ?? scope;
  if (given === undefined) return new Set(["read", "write"]);
  const words: readonly unknown[] = typeof given === "string" ? given.split(" ") : asList(given);
  return new Set((["read", "write"] as const).filter((word) => words.includes(word)));
}

function isAdmin(claims: Claims, adminClaim: OidcConfig["adminClaim"]): boolean {
  if (adminClaim === null || !Object.hasOwn(claims, adminClaim.name)) return false;
  const claim = claims[adminClaim.name];
  return adminClaim.value === null
    ? claim === true
    : claim === adminClaim.value || asList(claim).includes(adminClaim.value);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** What others get to see of an agent: no control characters, which could disguise it, and nothing endless. */
function isShortText(value: unknown): value is string {
  return typeof value === "string" && /^\P{C}{1,200}$/u.test(value) && value.trim() !== "";
}
