import { agentOf } from "#schemas/ids.ts";
import type { Encoded } from "./types.ts";

/** A committed version as it is told: the `ops` are the JSON text that went to disk, never encoded again. */
export interface TellablePatch {
  readonly version: number;
  readonly head: string;
  readonly id: string;
  readonly peer: string;
  readonly ts: number;
  readonly ops: string;
}

/** One patch as a `patch` message, several (at least one, in version order) as `patches`. */
export function encodePatches(patches: readonly TellablePatch[]): Encoded {
  const last = patches[patches.length - 1];
  const mark = last && `${last.version}-${last.head}`;
  if (patches.length === 1 && last) {
    return { type: "patch", text: `{"type":"patch",${patchMembers(last)}}`, mark };
  }
  return { type: "patches", text: `{"type":"patches","patches":${encodePatchList(patches)}}`, mark };
}

/** Patches as a JSON array, as `patches` and `init` hold them. */
export function encodePatchList(patches: readonly TellablePatch[]): string {
  let text = "[";
  for (const patch of patches) text += (text === "[" ? "{" : ",{") + patchMembers(patch) + "}";
  return text + "]";
}

function patchMembers(patch: TellablePatch): string {
  const { version, head, id, peer, ts, ops } = patch;
  const agent = agentOf(peer);
  return `"version":${version},"head":"${head}","id":${JSON.stringify(id)},"peer":${JSON.stringify(peer)},"agent":${JSON.stringify(agent)},"ts":${ts},"ops":${ops}`;
}
