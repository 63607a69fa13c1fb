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

/** A version with what it changed beside the graph, as the JSON text that went to disk. */
export interface SidedPatch extends TellablePatch {
  readonly delta: string;
}

/** A patch as a `patch` message. */
export function encodePatch(patch: TellablePatch): Encoded {
  const mark = `${patch.version}-${patch.head}`;
  return { type: "patch", text: encodeText([patch], patchMembers), mark };
}

/** One patch as a `patch` message, several (at least one, in version order) as `patches`. */
export function encodePatches(patches: readonly SidedPatch[]): Encoded {
  const last = patches[patches.length - 1];
  const mark = last && `${last.version}-${last.head}`;
  let sided: string | undefined;
  const withSide = () => (sided ??= encodeText(patches, patchWithSide));
  const type = patches.length === 1 ? "patch" : "patches";
  return { type, text: encodeText(patches, patchMembers), withSide, mark };
}

/** Patches as a JSON array, as `patches` and `init` hold them. */
export function encodePatchList(patches: readonly TellablePatch[]): string {
  return encodeList(patches, patchMembers);
}

/** The same, each with what it changed beside the graph. */
export function encodeSidedPatchList(patches: readonly SidedPatch[]): string {
  return encodeList(patches, patchWithSide);
}

function encodeText<P>(patches: readonly P[], members: (patch: P) => string): string {
  const [one] = patches;
  if (patches.length === 1 && one) return `{"type":"patch",${members(one)}}`;
  return `{"type":"patches","patches":${encodeList(patches, members)}}`;
}

function encodeList<P>(patches: readonly P[], members: (patch: P) => string): string {
  let text = "[";
  for (const patch of patches) text += (text === "[" ? "{" : ",{") + members(patch) + "}";
  return text + "]";
}

function patchWithSide(patch: SidedPatch): string {
  return `${patchMembers(patch)},"side":${patch.delta}`;
}

function patchMembers(patch: TellablePatch): string {
  const { version, head, id, peer, ts, ops } = patch;
  const agent = agentOf(peer);
  return `"version":${version},"head":"${head}","id":${JSON.stringify(id)},"peer":${JSON.stringify(peer)},"agent":${JSON.stringify(agent)},"ts":${ts},"ops":${ops}`;
}
