import type { Submission } from "./types.ts";

/**
 * Encoding copes with far more than this, and no bound of a graph allows it; what lies deeper would cost half a second
 * of failing, so it is not tried.
 */
const ENCODABLE_LEVELS = 500;

/**
 * What tells two patches under one id apart: of ops, base and atomic, nothing else. Empty when a value is nested too
 * deep to encode; such a patch is refused by its depth and never recorded.
 */
export function hashBody({ base, atomic, ops }: Pick<Submission, "base" | "atomic" | "ops">): string {
  if (isDeeper(ops, ENCODABLE_LEVELS)) return "";
  return Bun.hash(JSON.stringify([base, atomic, ops])).toString(36);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const key in value) {
    if (isDeeper((value as Readonly<Record<string, unknown>>)[key], levels - 1)) return true;
  }
  return false;
}
