import type { Env } from "#studio/sync/env.ts";
import { systemEnv } from "#studio/sync/system-env.ts";

/**
 * The real surroundings, but for the waits between attempts, which are a fiftieth as long. What a connection is given
 * to live stays as it is: a machine that is busy with other tests is no dead one.
 */
export function quickEnv(other: Partial<Env> = {}): Env {
  const env = systemEnv();
  return { ...env, after: (ms, run) => env.after(ms < 10_000 ? ms / 50 : ms, run), ...other };
}

/** A patch that renames the SOP. */
export function rename(id: string, name: string, base: number) {
  const ops = [{ op: "replace" as const, path: "/name", value: name }];
  return { type: "patch" as const, id, base, ts: Date.now(), ops };
}
