import { BANNED_KEYS } from "#schemas/ids.ts";
import type { Json } from "#schemas/json.ts";
import { EditError } from "./edit-error.ts";

/** Far more than any registry takes, and far less than a stack holds: what is deeper holds itself. */
const MOST_LEVELS = 500;

/**
 * A copy of what an author handed in, which later changes to theirs do not move. Members that are undefined are
 * absent, as in JSON; throws `EditError` on what JSON cannot hold.
 */
export function copyValue(value: unknown, path: string, level = 0): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (level > MOST_LEVELS)
    throw new EditError("limit", "A value is nested too deeply, or holds itself.", path);
  if (Array.isArray(value)) return value.map((item) => copyValue(item, path, level + 1));
  if (Object.prototype.toString.call(value) !== "[object Object]")
    throw new EditError("malformed", `JSON cannot hold a value of ${nameOf(value)}.`, path);
  const copy: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value as object)) {
    if (BANNED_KEYS.has(key)) throw new EditError("malformed", `"${key}" is refused as a key.`, path);
    if (inner !== undefined) copy[key] = copyValue(inner, path, level + 1);
  }
  return copy;
}

function nameOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "object" ? Object.prototype.toString.call(value).slice(8, -1) : typeof value;
}
