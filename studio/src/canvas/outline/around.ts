import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import { createNames } from "./names.ts";
import { nameOf } from "./outline.ts";
import { cutAtArrow, readWay } from "./read-way.ts";
import { nextOf } from "./sequence.ts";

/** A node with the step that it is written below. */
export interface Placed {
  readonly node: Node;
  readonly type: Node["type"];
  readonly step: Node | null;
}

/** What the lines of a node depend on beside it; nodes by their index in the text. */
export interface Around {
  readonly at: (i: number) => { readonly node: Node; readonly step: Node | null } | undefined;
  /** The how manyth of its type, from 1. */
  readonly number: (i: number) => number;
  /** What is read to follow where nothing is said. */
  readonly next: (i: number) => number | undefined;
  readonly indexOf: (id: string) => number | undefined;
  readonly out: (id: string) => readonly Edge[];
  /** How a line speaks of a node. */
  readonly nameFor: (i: number) => string;
  readonly namesStep: (action: string) => boolean;
}

/** What the lines of any node depend on. */
export function lookAround(placed: readonly Placed[], edges: readonly Edge[]): Around {
  const indexOf = new Map(placed.map(({ node }, i) => [node.id, i]));
  const unique = new Map(edges.map((edge) => [JSON.stringify({ ...edge, id: "" }, KEYS), edge]));
  const out = Map.groupBy(unique.values(), ({ source }) => source);
  let steps = 0;
  const named = placed.map(({ node, type }) => {
    return { type, name: nameOf(node), number: type === "step" ? ++steps : null };
  });
  const names = createNames(named, []);
  const next = nextOf(placed);
  const counts = { step: 0, condition: 0, tool: 0 };
  const ordinals = placed.map(({ type }) => ++counts[type]);
  return {
    at: (i) => placed[i],
    number: (i) => ordinals[i] ?? 0,
    next: (i) => next.get(i),
    indexOf: (id) => indexOf.get(id),
    out: (id) => out.get(id) ?? [],
    namesStep: (action) => names.findStep(action) !== null,
    nameFor(i) {
      const { type, name } = named[i] ?? { type: "step", name: "" };
      const sign = { step: "#", condition: "?", tool: "!" }[type];
      const texts = type === "step" ? [name] : [name, `${sign} ${name}`];
      const isClear = (text: string) => {
        const found = names.find(text);
        if (found?.end !== i || found.isOneOfMany || /[\n\r\v\f\u0085\u2028\u2029]/.test(text)) return false;
        const cut = cutAtArrow(`X -> ${text}`);
        return readWay(`-> ${text}`)?.to === text && cut?.before === "X" && cut.way.to === text;
      };
      return texts.find(isClear) ?? `${sign}${ordinals[i]}`;
    },
  };
}

const KEYS = ["source", "target", "sourceHandle", "targetHandle", "label"];

/** Whether a connection says nothing but its ends. */
export function isPlain({ sourceHandle, targetHandle, label }: Edge): boolean {
  return sourceHandle === undefined && targetHandle === undefined && label === undefined;
}
