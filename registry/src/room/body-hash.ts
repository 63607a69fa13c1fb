import type { Submission } from "./types.ts";

/**
 * What tells two patches under one id apart: of ops, base and atomic, nothing else. How deep values nest was bounded at
 * the door.
 */
export function hashBody({ base, atomic, ops }: Pick<Submission, "base" | "atomic" | "ops">): string {
  return Bun.hash(JSON.stringify([base, atomic, ops])).toString(36);
}
