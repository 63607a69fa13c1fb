import type { LogStore, PatchRecord, SopRecord } from "#registry/storage/storage.ts";
import { encodePatchList } from "./encode-patch.ts";

/** Rows asked for at once. */
const PAGE = 1000;

/**
 * Beyond this much the whole SOP is the smaller and safer message. It is twice the default bound of a graph, so a
 * client falls back to it only when it was away for a great deal of work.
 */
const CATCH_UP_CHARS = 8 * 1024 * 1024;

/**
 * What a client lacks that has everything up to `since`, as a JSON array. Null: it has to start over, since that point
 * is not of this history (another head), or no longer in the log, or too far back. Rejects when storage fails.
 */
export async function catchUp(
  log: Pick<LogStore, "headAt" | "patches">,
  { id, version, head }: Pick<SopRecord, "id" | "version" | "head">,
  since: { readonly version: number; readonly head: string },
): Promise<string | null> {
  if (since.version === version) return since.head === head ? "[]" : null;
  if (since.version > version || (await log.headAt(id, since.version)) !== since.head) return null;
  const patches: PatchRecord[] = [];
  let chars = 0;
  for (let at = since.version; at < version;) {
    const page = await log.patches(id, at, PAGE);
    for (const patch of page) {
      if (patch.version !== at + 1) return null;
      at = patch.version;
      chars += patch.ops.length;
      patches.push(patch);
    }
    if (page.length === 0 || chars > CATCH_UP_CHARS) return null;
  }
  return encodePatchList(patches);
}
