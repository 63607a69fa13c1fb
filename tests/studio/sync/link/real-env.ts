import type { Env } from "#studio/sync/env.ts";
import { systemEnv } from "#studio/sync/system-env.ts";

/** The real surroundings with waits a fiftieth as long, and perhaps something missing. */
export function quickEnv(other: Partial<Env> = {}): Env {
  const env = systemEnv();
  return { ...env, after: (ms, run) => env.after(ms / 50, run), ...other };
}

/** A patch that renames the SOP. */
export function rename(id: string, name: string, base: number) {
  const ops = [{ op: "replace" as const, path: "/name", value: name }];
  return { type: "patch" as const, id, base, ts: Date.now(), ops };
}
