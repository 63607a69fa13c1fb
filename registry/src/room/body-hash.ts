import type { Submission } from "./types.ts";

/**
 * What tells two patches under one id apart: of ops, base and atomic, nothing else. Empty when the value is nested too
 * deep to encode; such a patch is refused by its depth and never recorded.
 */
export function hashBody({ base, atomic, ops }: Pick<Submission, "base" | "atomic" | "ops">): string {
  try {
    return Bun.hash(JSON.stringify([base, atomic, ops])).toString(36);
  } catch {
    return "";
  }
}
