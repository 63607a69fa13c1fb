import type { Limits } from "#schemas/limits.ts";

/** The registry's configuration, read from the environment once at the start. */
export interface Config {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** Where people reach it, without a slash at the end; used in links. */
  readonly publicUrl: string;
  readonly websocketEnabled: boolean;
  readonly registration: "open" | "closed";
  readonly defaultOrg: string;
  /** Origins beside the registry's own whose pages may open sockets. */
  readonly allowedOrigins: readonly string[];
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  readonly limits: Limits;
}
