import type { LogStore, PatchRecord, SopRecord } from "#registry/storage/storage.ts";
import { encodePatchList } from "./encode-patch.ts";
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
  log: Pick<LogStore, "headAt" | "patches">,
  { id, version, head }: Pick<SopRecord, "id" | "version" | "head">,
  since: Since,
  graphChars: () => number,
): Promise<CatchUp> {
  if (since.version === version) {
    return since.head === head ? { kind: "patches", text: "[]" } : { kind: "whole", since: null };
  }
  const isPoint = since.version < version && (await log.headAt(id, since.version)) === since.head;
  if (!isPoint) return { kind: "whole", since: null };
  const whole: CatchUp = { kind: "whole", since: since.version };
  const most = since.shortest ? Math.min(CATCH_UP_CHARS, graphChars()) : CATCH_UP_CHARS;
  const patches: PatchRecord[] = [];
  let chars = 0;
  for (let at = since.version; at < version;) {
    const page = await log.patches(id, at, PAGE);
    for (const patch of page) {
      if (patch.version !== at + 1) return whole;
      at = patch.version;
      chars += patch.ops.length + AROUND_OPS_CHARS;
      patches.push(patch);
    }
    if (page.length === 0 || chars > most) return whole;
  }
  return { kind: "patches", text: encodePatchList(patches) };
}

/** Version, head, id, peer, agent and ts of a patch, with their names: about this much, and rarely less. */
const AROUND_OPS_CHARS = 160;
