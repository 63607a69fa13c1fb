import type { LogStore, SopRecord } from "#registry/storage/storage.ts";
import { encodePatchList, encodeSidedPatchList } from "./encode-patch.ts";
import type { Since } from "./types.ts";

/** Rows asked for at once. */
const PAGE = 1000;

/**
 * Beyond this much the whole SOP is the smaller and safer message. It is twice the default bound of a graph, so a
 * client falls back to it only when it was away for a great deal of work.
 */
const CATCH_UP_CHARS = 8 * 1024 * 1024;

/** What a client is told that has everything up to some version. */
export type CatchUp =
  /** All that was committed since, as a JSON array. */
  | { readonly kind: "patches"; readonly text: string }
  /** The whole SOP. `since`: its version, where that is a point of this history; null: its history is another. */
  | { readonly kind: "whole"; readonly since: number | null };

/**
 * How a client comes up to date that has everything up to `since`. It starts over where that point is not of this history
 * (another head), or no longer in the log, or too far back; a client that asks for the shortest way also where
 * the patches would be more to send than the graph, which `graphChars` tells. Rejects when storage fails.
 */
export async function catchUp(
  log: Pick<LogStore, "headAt" | "patches" | "sidedPatches">,
  { id, version, head }: Pick<SopRecord, "id" | "version" | "head">,
  since: Since,
  hearsSide: boolean,
  graphChars: () => number,
): Promise<CatchUp> {
  if (since.version === version) {
    return since.head === head ? { kind: "patches", text: "[]" } : { kind: "whole", since: null };
  }
  const isPoint = since.version < version && (await log.headAt(id, since.version)) === since.head;
  if (!isPoint) return { kind: "whole", since: null };
  const whole: CatchUp = { kind: "whole", since: since.version };
  const most = since.shortest ? Math.min(CATCH_UP_CHARS, graphChars()) : CATCH_UP_CHARS;
  const text = hearsSide
    ? await gather((at) => log.sidedPatches(id, at, PAGE), since.version, version, most, encodeSidedPatchList)
    : await gather((at) => log.patches(id, at, PAGE), since.version, version, most, encodePatchList);
  return text === null ? whole : { kind: "patches", text };
}

/** The patches above `since` up to `version` as text; null: there is a gap, or they are more than `most` characters. */
async function gather<P extends { readonly version: number }>(
  readPage: (at: number) => Promise<readonly P[]>,
  since: number,
  version: number,
  most: number,
  encode: (patches: readonly P[]) => string,
): Promise<string | null> {
  const pages: string[] = [];
  let chars = 0;
  for (let at = since; at < version;) {
    const page = await readPage(at);
    if (page.length === 0 || page.some((patch, index) => patch.version !== at + 1 + index)) return null;
    at += page.length;
    const text = encode(page).slice(1, -1);
    chars += text.length;
    if (chars > most) return null;
    pages.push(text);
  }
  return `[${pages.join(",")}]`;
}
