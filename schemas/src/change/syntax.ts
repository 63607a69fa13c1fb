import { BANNED_KEYS } from "../ids.ts";
import { isArray, isObject, type Json } from "../json.ts";
import type { Limits } from "../limits.ts";
import type { OpKind, PatchOp } from "./op.ts";
import { parsePointer } from "./pointer.ts";

/** What is wrong with a patch as a text, whatever the graph: nothing of it is judged or recorded (N1). */
export interface SyntaxFault {
  readonly code: "malformed" | "limit";
  readonly message: string;
}

/** An op with its pointers parsed. */
export interface ParsedOp {
  readonly op: PatchOp;
  readonly tokens: readonly string[];
  /** Of `from`, for move and copy. */
  readonly from: readonly string[] | null;
}

type Bounds = Pick<Limits, "ops" | "pointer_chars" | "depth" | "value_bytes">;

const KINDS: Readonly<Record<OpKind, "value" | "from" | null>> = {
  add: "value",
  remove: null,
  replace: "value",
  move: "from",
  copy: "from",
  test: "value",
};

/** N1: parses all ops, or says what is wrong with the first bad one. */
export function parseOps(ops: readonly PatchOp[], bounds: Bounds): ParsedOp[] | SyntaxFault {
  if (ops.length > bounds.ops) return { code: "limit", message: `a patch holds at most ${bounds.ops} ops` };
  const parsed: ParsedOp[] = [];
  for (const [i, op] of ops.entries()) {
    const result = parseOp(op, bounds);
    if ("code" in result) return { code: result.code, message: `op ${i}: ${result.message}` };
    parsed.push(result);
  }
  return parsed;
}

function parseOp(op: PatchOp, bounds: Bounds): ParsedOp | SyntaxFault {
  if (!Object.hasOwn(KINDS, op.op)) return malformed("unknown op");
  const needs = KINDS[op.op];
  const tokens = parsePath(op.path, bounds);
  if ("code" in tokens) return tokens;
  if (needs === "from") {
    const from = parsePath((op as { from?: string }).from, bounds);
    if ("code" in from) return from;
    if (op.op === "move" && from.length < tokens.length && from.every((token, i) => token === tokens[i])) {
      return malformed("a value cannot move into itself");
    }
    return { op, tokens, from };
  }
  if (needs === "value") {
    const { value } = op as { value?: Json };
    if (value === undefined) return malformed("value is missing");
    const fault = checkValue(value, tokens.length, bounds);
    if (fault !== null) return fault;
  }
  return { op, tokens, from: null };
}

function parsePath(path: string | undefined, bounds: Bounds): readonly string[] | SyntaxFault {
  if (typeof path !== "string") return malformed("a pointer is missing");
  if (path.length > bounds.pointer_chars) {
    return { code: "limit", message: `a pointer has at most ${bounds.pointer_chars} characters` };
  }
  const tokens = parsePointer(path);
  if (tokens === null) return malformed("not a JSON Pointer");
  if (MAY_BE_BANNED.test(path) && tokens.some((token) => BANNED_KEYS.has(token)))
    return malformed("a key that is refused anywhere");
  return tokens.length > bounds.depth ? tooDeep(bounds) : tokens;
}

/** In every pointer with a banned key, and in hardly any other: one look at the text instead of one at each token. */
const MAY_BE_BANNED = /proto|constructor/;

/** Checks keys, numbers, depth and size of a value that lies `depth` levels below the graph's root. */
export function checkValue(value: Json, depth: number, bounds: Bounds): SyntaxFault | null {
  const measure = { atMost: 0 };
  const fault = inspect(value, depth, bounds, measure);
  if (fault !== null) return fault;
  // The cheap upper bound decides nearly always; only a large value is encoded to be measured exactly.
  if (measure.atMost <= bounds.value_bytes) return null;
  const bytes = new TextEncoder().encode(JSON.stringify(value)).length;
  if (bytes <= bounds.value_bytes) return null;
  return { code: "limit", message: `a value has at most ${bounds.value_bytes} bytes` };
}

/** The most bytes that one UTF-16 unit can take as JSON (`\u0000`). */
const BYTES_PER_UNIT = 6;

function inspect(
  value: Json,
  depth: number,
  bounds: Bounds,
  measure: { atMost: number },
): SyntaxFault | null {
  if (depth > bounds.depth) return tooDeep(bounds);
  measure.atMost += 2;
  if (typeof value === "string") measure.atMost += value.length * BYTES_PER_UNIT;
  else if (typeof value === "number") {
    if (!Number.isFinite(value)) return malformed("a number that JSON cannot hold");
    measure.atMost += 24;
  } else if (isArray(value)) {
    for (const item of value) {
      const fault = inspect(item, depth + 1, bounds, measure);
      if (fault !== null) return fault;
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      if (BANNED_KEYS.has(key)) return malformed("a key that is refused anywhere");
      measure.atMost += key.length * BYTES_PER_UNIT + 4;
      const fault = inspect(value[key] as Json, depth + 1, bounds, measure);
      if (fault !== null) return fault;
    }
  } else measure.atMost += 3;
  return null;
}

function malformed(message: string): SyntaxFault {
  return { code: "malformed", message };
}

function tooDeep(bounds: Bounds): SyntaxFault {
  return { code: "limit", message: `a graph is at most ${bounds.depth} levels deep` };
}
