import { z } from "zod";
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
  /** Origins beside the registry's own whose pages may open sockets. */
  readonly allowedOrigins: readonly string[];
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
  return {
    port: read(env, "KP_PORT", Port, 3000),
    host: read(env, "KP_HOST", z.string().min(1), "127.0.0.1"),
    databaseUrl: read(env, "KP_DATABASE_URL", DatabaseUrl, "sqlite:data/registry.sqlite"),
    publicUrl: read(env, "KP_PUBLIC_URL", PublicUrl, ""),
    websocketEnabled: read(env, "KP_WEBSOCKET_ENABLED", YesNo, true),
    trustProxy: read(env, "KP_TRUST_PROXY", YesNo, false),
    registration: read(env, "KP_REGISTRATION", z.enum(["open", "closed"]), "open"),
    defaultOrg: read(env, "KP_DEFAULT_ORG", z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/), "main"),
    allowedOrigins: read(env, "KP_ALLOWED_ORIGINS", Origins, []),
    logLevel: read(env, "KP_LOG_LEVEL", LogLevel, "info"),
    limits: readLimits(env),
  };
}

/** The variable that overrides a bound: `frame_bytes` → `KP_LIMIT_FRAME_BYTES`. */
export function limitVariable(name: LimitName): string {
  return `KP_LIMIT_${name.toUpperCase()}`;
}

/** Promised for later, with issues of their own: refused now rather than ignored. */
const LATER = [/^KP_REDIS_URL$/, /^KP_TLS_/, /^KP_OIDC_/, /^KP_ADMIN_KEY$/];

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
