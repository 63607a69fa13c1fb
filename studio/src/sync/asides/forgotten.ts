import type { PatchOp } from "#schemas/change/op.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { isIndex } from "../core/laid-op.ts";
import type { Fate, MadePatch } from "../core/pending.ts";

/** Less than the registry keeps results for: a clock may have been wrong when the patch was made. */
const SURELY_KEPT_MS = DEFAULT_LIMITS.results_ms - 2 * 24 * 60 * 60 * 1000;

/** The registry knows only that nothing was committed: what it had said of each op it keeps for a week. */
export function isForgotten({ ops }: MadePatch, fate: Fate): boolean {
  return fate.version === null && fate.ops.length === 0 && ops.some(({ op }) => op !== "test");
}

/**
 * The ops, by their place, of which nobody can tell any more whether they were refused: something of the patch was
 * committed, and what was said of each op is forgotten. Not those of which an effect was seen.
 */
export function doubtfulOps({ ts, ops }: MadePatch, { replay }: Fate, at: number): number[] {
  if (replay === undefined || at - ts < SURELY_KEPT_MS) return [];
  const { effects } = replay;
  // What is committed with one op alone was not refused, but for an index, which takes a version all the same (T9).
  if (ops.length === 1 && ops.every((op) => listOf(op.path) === null)) return [];
  return [...ops.keys()].filter((i) => {
    const op = ops[i];
    return op !== undefined && op.op !== "test" && effects?.some((path) => isOf(path, op)) !== true;
  });
}

function isOf(effect: string, op: PatchOp): boolean {
  const place = listOf(op.path) ?? op.path;
  return `${effect}/`.startsWith(`${place}/`) || `${place}/`.startsWith(`${effect}/`);
}

/** The outermost list in which a path says where. */
function listOf(path: string): string | null {
  const [, ...tokens] = path.split("/");
  const at = tokens.findIndex((token, depth) => depth > 0 && !isId(tokens, depth) && isIndex(token));
  return at < 0 ? null : `/${tokens.slice(0, at).join("/")}`;
}

/** A token under `nodes` or `edges` is never an index, even "1" (N2). */
function isId(tokens: readonly string[], depth: number): boolean {
  return depth === 1 && (tokens[0] === "nodes" || tokens[0] === "edges");
}
