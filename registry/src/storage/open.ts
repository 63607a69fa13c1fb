import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { openSqlite } from "./sqlite/open-sqlite.ts";
import type { Storage } from "./storage.ts";

/**
 * Opens the storage that a URL names: `sqlite:<path>`, its folder made where there is none, or `sqlite::memory:`.
 * Rejects with one line that says what is wrong.
 */
export async function openStorage(url: string): Promise<Storage> {
  const scheme = url.slice(0, url.indexOf(":") + 1);
  const path = url.slice(scheme.length);
  if (scheme === "postgres:" || scheme === "postgresql:")
    throw new Error("storage: postgres:// is not supported yet");
  if (scheme !== "sqlite:" || path === "") throw new Error("storage: the URL must be sqlite:<path>");
  try {
    if (path !== ":memory:") await mkdir(dirname(path), { recursive: true });
    return openSqlite(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`storage: ${path} cannot be opened: ${why}`, { cause });
  }
}
