import type { PatchOp } from "#schemas/change/op.ts";
import { addOp, copyOp, makeNode, moveOp, removeOp, replaceOp } from "./builders.ts";

/** What no good client sends, but for all we know somebody will; syntax right, mostly. */
const GARBAGE: readonly (() => PatchOp)[] = [
  () => replaceOp("/nodes/nobody/data/label", "x"),
  () => replaceOp("/nodes/a/id", "z"),
  () => replaceOp("/nodes/a/type", "other"),
  () => replaceOp("/nodes/a/position", "somewhere"),
  () => removeOp("/nodes/b/position"),
  () => removeOp("/nodes/nobody"),
  () => removeOp("/nodes"),
  () => removeOp("/name"),
  () => addOp("/nodes/x/y/z", 1),
  () => addOp("/nodes/zz", makeNode("other")),
  () => addOp("/nodes/bad id", makeNode("bad id")),
  () => addOp("/edges/loose", { id: "loose", source: "nobody", target: "a" }),
  () => addOp("/edges/e1", { id: "e1", source: "b", target: "a" }),
  () => addOp("/nodes/a/data/l/99", "x"),
  () => addOp("/nodes/a/data/l/-", "garbage"),
  () => removeOp("/nodes/a/data/l/0"),
  () => removeOp("/nodes/a/data/l/01"),
  () => removeOp("/nodes/a/data/l/-"),
  () => replaceOp("/nodes/a/data/cfg/k/deeper", 1),
  () => replaceOp("/unknown", 1),
  () => addOp("/unknown", 1),
  () => removeOp("/edges/e1/source"),
  () => replaceOp("/edges/e1/target", 7),
  () => replaceOp("/edges/e2/target", "nobody"),
  () => moveOp("/nodes/a", "/nodes/moved"),
  () => moveOp("/nodes/a/data/cfg", "/nodes/a/data/cfg/inside"),
  () => moveOp("/nodes/a/data/l/0", "/nodes/b/data/l/0"),
  () => copyOp("/nodes/a/data", "/nodes/b/data/copied"),
  () => copyOp("/nodes/a/position/x", "/nodes/b/data/copied"),
  () => addOp("/nodes", {}),
  () => replaceOp("/edges", {}),
  () => replaceOp("/nodes", { a: makeNode("a", "wholesale") }),
  () => replaceOp("", { name: "whole", nodes: { a: makeNode("a"), b: makeNode("b", "W") }, edges: {} }),
  () => replaceOp("no pointer", 1),
  () => addOp("/nodes/a/data/__proto__", 1),
];

/** The n-th of the things that no good client sends. */
export function garbageOp(n: number): PatchOp {
  return (GARBAGE[n % GARBAGE.length] as () => PatchOp)();
}
