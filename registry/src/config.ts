import { z } from "zod";
import type { OidcConfig } from "./access/oidc.ts";
import { DEFAULT_LIMITS, type LimitName, type Limits } from "#schemas/limits.ts";

/** The registry's configuration, read from the environment once at the start. */
export interface Config {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** Where people reach it, without a slash at the end; used in links. Empty: where it listens. */
  readonly publicUrl: string;
  readonly websocketEnabled: boolean;
  /** It stands behind a proxy that writes `X-Forwarded-For`; callers are told apart by what the proxy adds there. */
  readonly trustProxy: boolean;
  readonly registration: "open" | "closed";
  readonly defaultOrg: string;
  /** The key of the agent `admin`; null: there is none. */
  readonly adminKey: string | null;
  /** Whose tokens are taken; null: the registry's own keys alone. */
  readonly oidc: OidcConfig | null;
  /** Origins beside the registry's own whose pages may open sockets. */
  readonly allowedOrigins: readonly string[];
  /** `built`: the studio as users get it; `live`: as its sources are now, for whoever works on it; `off`: none. */
  readonly studio: "built" | "live" | "off";
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  readonly limits: Limits;
}

/** A configuration that cannot be used; the message is one line that names the variable. */
export class ConfigFault extends Error {
  override readonly name = "ConfigFault";
}

/** Reads the configuration from environment variables; throws `ConfigFault` for the first wrong one. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  refuseLater(env);
  const oidc = readOidc(env);
  return {
    port: read(env, "KP_PORT", Port, 3000),
    host: read(env, "KP_HOST", z.string().min(1), "127.0.0.1"),
    databaseUrl: read(env, "KP_DATABASE_URL", DatabaseUrl, "sqlite:data/registry.sqlite"),
    publicUrl: read(env, "KP_PUBLIC_URL", PublicUrl, ""),
    websocketEnabled: read(env, "KP_WEBSOCKET_ENABLED", YesNo, true),
    trustProxy: read(env, "KP_TRUST_PROXY", YesNo, false),
    // Whoever runs an identity provider has said who may come in.
    registration: read(env, "KP_REGISTRATION", z.enum(["open", "closed"]), oidc === null ? "open" : "closed"),
    adminKey: read(env, "KP_ADMIN_KEY", AdminKey, null),
    oidc,
    defaultOrg: read(env, "KP_DEFAULT_ORG", z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/), "main"),
    allowedOrigins: read(env, "KP_ALLOWED_ORIGINS", Origins, []),
    studio: read(env, "KP_STUDIO", z.enum(["built", "live", "off"]), "built"),
    logLevel: read(env, "KP_LOG_LEVEL", LogLevel, "info"),
    limits: readLimits(env),
  };
}

/** The variable that overrides a bound: `frame_bytes` → `KP_LIMIT_FRAME_BYTES`. */
export function limitVariable(name: LimitName): string {
  return `KP_LIMIT_${name.toUpperCase()}`;
}

/** Promised for later, with issues of their own: refused now rather than ignored. */
const LATER = [/^KP_REDIS_URL$/, /^KP_TLS_/];

const LIMIT_VARIABLES: ReadonlySet<string> = new Set(
  (Object.keys(DEFAULT_LIMITS) as LimitName[]).map((name) => limitVariable(name)),
);

const Port = digits(0, 65_535);
const YesNo = z.enum(["true", "false"], 'must be "true" or "false"').transform((word) => word === "true");
const LogLevel = z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]);
const DatabaseUrl = z
  .string()
  .refine((url) => !/^postgres(ql)?:/.test(url), "postgres is not supported yet; use sqlite:<path>")
  .refine((url) => /^sqlite:.+/.test(url), "must be sqlite:<path>");
const PublicUrl = z
  .string()
  .refine((url) => /^https?:\/\/[^/?#]+/.test(url) && URL.canParse(url), "must be an http(s) address")
  .transform((url) => url.replace(/\/+$/, ""));
const AdminKey = z
  .string()
  .regex(/^[A-Za-z0-9._~+/=-]{12,200}$/, "must be 12 to 200 characters of A-Z a-z 0-9 . _ ~ + / = -");
const HttpUrl = z
  .string()
  .refine((url) => /^https?:\/\//.test(url) && URL.canParse(url), "must be an http(s) address");
const AdminClaim = z
  .string()
  .regex(/^[^=\s]{1,200}(=.{1,200})?$/, "must be <claim> or <claim>=<value>")
  .transform((text) => {
    const at = text.indexOf("=");
    return at < 0 ? { name: text, value: null } : { name: text.slice(0, at), value: text.slice(at + 1) };
  });
const Origins = z
  .string()
  .transform((list) =>
    list
      .split(",")
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ""),
  )
  .refine(
    (list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    "must be origins such as https://app.example.org, separated by commas",
  );

function readLimits(env: Readonly<Record<string, string | undefined>>): Limits {
  for (const name of Object.keys(env)) {
    if (name.startsWith("KP_LIMIT_") && !LIMIT_VARIABLES.has(name)) {
      throw new ConfigFault(`${name}: there is no such bound`);
    }
  }
  const positive = digits(1, Number.MAX_SAFE_INTEGER);
  const entries = Object.entries(DEFAULT_LIMITS).map(([name, normally]) => [
    name,
    read(env, limitVariable(name as LimitName), positive, normally),
  ]);
  return Object.fromEntries(entries) as Limits;
}

/** All three, or none: with one missing, tokens would be taken from anybody or for anything. */
function readOidc(env: Readonly<Record<string, string | undefined>>): OidcConfig | null {
  const issuer = read(env, "KP_OIDC_ISSUER", z.string().max(1000), null);
  const audience = read(env, "KP_OIDC_AUDIENCE", z.string().max(1000), null);
  const jwksUrl = read(env, "KP_OIDC_JWKS_URL", HttpUrl, null);
  const adminClaim = read(env, "KP_OIDC_ADMIN_CLAIM", AdminClaim, null);
  if (issuer !== null && audience !== null && jwksUrl !== null)
    return { issuer, audience, jwksUrl, adminClaim };
  const given = { KP_OIDC_ISSUER: issuer, KP_OIDC_AUDIENCE: audience, KP_OIDC_JWKS_URL: jwksUrl };
  const isAnyGiven = adminClaim !== null || Object.values(given).some((value) => value !== null);
  if (!isAnyGiven) return null;
  const missing = Object.entries(given).find(([, value]) => value === null)?.[0];
  throw new ConfigFault(`${missing}: must be set where the others of KP_OIDC_ are`);
}

function refuseLater(env: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === "") continue;
    if (LATER.some((pattern) => pattern.test(name))) throw new ConfigFault(`${name}: not supported yet`);
  }
}

/** An empty variable counts as not set, as in an env file with a bare `KP_PUBLIC_URL=`. */
function read<T, D>(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  schema: z.ZodType<T, string>,
  normally: D,
): T | D {
  const text = env[name];
  if (text === undefined || text === "") return normally;
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new ConfigFault(`${name}: ${parsed.error.issues[0]?.message ?? "wrong value"}`.replaceAll("\n", " "));
}

function digits(least: number, most: number) {
  const hint = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,16}$/, hint)
    .transform(Number)
    .refine((n) => n >= least && n <= most, hint);
}
