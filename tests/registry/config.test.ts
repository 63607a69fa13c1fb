import { expect, test } from "bun:test";
import { ConfigFault, limitVariable, readConfig } from "#registry/config.ts";
import { DEFAULT_LIMITS, type LimitName } from "#schemas/limits.ts";

const LIMIT_NAMES = Object.keys(DEFAULT_LIMITS) as LimitName[];

test("[C1] an empty environment gives the defaults", () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: "127.0.0.1",
    databaseUrl: "sqlite:data/registry.sqlite",
    publicUrl: "",
    websocketEnabled: true,
    trustProxy: false,
    registration: "open",
    defaultOrg: "main",
    adminKey: null,
    oidc: null,
    allowedOrigins: [],
    studio: "built",
    logLevel: "info",
    limits: DEFAULT_LIMITS,
  });
  expect(readConfig({ KP_PORT: "", KP_PUBLIC_URL: "" })).toEqual(readConfig({}));
});

test("[C1] each variable is read", () => {
  const config = readConfig({
    KP_PORT: "0",
    KP_HOST: "::",
    KP_DATABASE_URL: "sqlite:/tmp/x.sqlite",
    KP_PUBLIC_URL: "https://sop.example.org/",
    KP_WEBSOCKET_ENABLED: "false",
    KP_TRUST_PROXY: "true",
    KP_REGISTRATION: "closed",
    KP_DEFAULT_ORG: "acme",
    KP_ADMIN_KEY: "kp_of-the-operator",
    KP_ALLOWED_ORIGINS: "https://a.example, http://localhost:5173",
    KP_STUDIO: "off",
    KP_LOG_LEVEL: "debug",
  });
  expect(config).toMatchObject({
    port: 0,
    host: "::",
    databaseUrl: "sqlite:/tmp/x.sqlite",
    publicUrl: "https://sop.example.org",
    websocketEnabled: false,
    trustProxy: true,
    registration: "closed",
    defaultOrg: "acme",
    adminKey: "kp_of-the-operator",
    oidc: null,
    allowedOrigins: ["https://a.example", "http://localhost:5173"],
    studio: "off",
    logLevel: "debug",
  });
});

const OIDC = {
  KP_OIDC_ISSUER: "https://id.example",
  KP_OIDC_AUDIENCE: "registry",
  KP_OIDC_JWKS_URL: "https://id.example/keys",
};

test("[A7] an identity provider closes registration, unless it is opened in so many words", () => {
  const oidc = { issuer: "https://id.example", audience: "registry", jwksUrl: "https://id.example/keys" };
  expect(readConfig(OIDC)).toMatchObject({ registration: "closed", oidc: { ...oidc, adminClaim: null } });
  expect(readConfig({ ...OIDC, KP_REGISTRATION: "open" }).registration).toBe("open");
  const adminClaim = (claim: string) => readConfig({ ...OIDC, KP_OIDC_ADMIN_CLAIM: claim }).oidc?.adminClaim;
  expect(adminClaim("is_admin")).toEqual({ name: "is_admin", value: null });
  expect(adminClaim("https://id.example/roles=sop=admin")).toEqual({
    name: "https://id.example/roles",
    value: "sop=admin",
  });
});

test("[A7] an identity provider that is half set ends the start", () => {
  for (const name of Object.keys(OIDC)) expect(faultOf({ ...OIDC, [name]: "" })).toStartWith(`${name}: `);
  expect(faultOf({ KP_OIDC_ADMIN_CLAIM: "admin" })).toStartWith("KP_OIDC_ISSUER: ");
  expect(faultOf({ ...OIDC, KP_OIDC_JWKS_URL: "keys.json" })).toStartWith("KP_OIDC_JWKS_URL: ");
});

test("[C2] every bound and time has its variable", () => {
  for (const name of LIMIT_NAMES) {
    const { limits } = readConfig({ [limitVariable(name)]: "77" });
    expect(limits).toEqual({ ...DEFAULT_LIMITS, [name]: 77 });
  }
  expect(limitVariable("frame_bytes")).toBe("KP_LIMIT_FRAME_BYTES");
});

test("[C1] a wrong value is one line that names its variable", () => {
  const wrong: Record<string, string> = {
    KP_PORT: "70000",
    KP_DATABASE_URL: "mysql://x",
    KP_PUBLIC_URL: "sop.example.org",
    KP_WEBSOCKET_ENABLED: "yes",
    KP_TRUST_PROXY: "1",
    KP_REGISTRATION: "maybe",
    KP_DEFAULT_ORG: "Not an org",
    KP_ADMIN_KEY: "pass word!",
    KP_ALLOWED_ORIGINS: "https://a.example/path",
    KP_LOG_LEVEL: "loud",
    KP_LIMIT_OPS: "0",
    KP_LIMIT_PEERS: "1e3",
    KP_LIMIT_NOTHING: "1",
  };
  for (const [name, value] of Object.entries(wrong)) {
    const fault = faultOf({ [name]: value });
    expect(fault).toStartWith(`${name}: `);
    expect(fault).not.toContain("\n");
    expect(fault).not.toContain("pass word");
  }
});

test("[C1] what comes later is refused, not ignored", () => {
  const later = {
    KP_DATABASE_URL: "postgres://localhost/kp",
    KP_REDIS_URL: "redis://localhost",
    KP_TLS_CERT: "cert.pem",
  };
  for (const [name, value] of Object.entries(later)) {
    const fault = faultOf({ [name]: value });
    expect(fault).toMatch(new RegExp(`^${name}: .*not supported yet`));
    expect(fault).not.toContain(value);
  }
});

test("[C1] the process ends with exactly that line and code 1", async () => {
  const registry = Bun.spawn([process.execPath, "registry/src/index.ts"], {
    env: { ...process.env, KP_LIMIT_OPS: "many" },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err] = [await new Response(registry.stdout).text(), await new Response(registry.stderr).text()];
  expect(await registry.exited).toBe(1);
  expect(out).toBe("");
  expect(err).toMatch(/^KP_LIMIT_OPS: [^\n]+\n$/);
});

function faultOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigFault);
    return (error as ConfigFault).message;
  }
  throw new Error(`${JSON.stringify(env)} was accepted`);
}
