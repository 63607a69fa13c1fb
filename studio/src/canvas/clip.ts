import { z } from "zod";
import type { PatchOp } from "#schemas/change/op.ts";
import type { Json } from "#schemas/json.ts";
import type { Place } from "#schemas/convert/layout.ts";
import { Edge } from "#schemas/graph/edge.ts";
import { Node } from "#schemas/graph/node.ts";
import { newId, type Chance } from "./new-id.ts";
import type { Picture } from "./to-flow.ts";

/** What lies in the clipboard: plain text, so that it goes from SOP to SOP, tab to tab and mail to mail. */
const Clip = z.strictObject({
  type: z.literal("sop-studio/nodes"),
  nodes: z.array(Node).min(1),
  edges: z.array(Edge),
});
export type Clip = z.infer<typeof Clip>;

/** U15: nodes with the edges between them; null: none of the ids is there. */
export function clipOf({ nodes, edges }: Picture, ids: readonly string[]): Clip | null {
  const wanted = new Set(ids);
  const copied = nodes.filter(({ id }) => wanted.has(id));
  if (copied.length === 0) return null;
  const inside = edges.filter(({ source, target }) => wanted.has(source) && wanted.has(target));
  return { type: "sop-studio/nodes", nodes: copied, edges: inside };
}

/** A clip as text. */
export function writeClip(clip: Clip): string {
  return JSON.stringify(clip, null, 2);
}

/** A clip from any text that may lie in a clipboard; null: it is something else. */
export function readClip(text: string): Clip | null {
  if (!text.includes("sop-studio/nodes")) return null;
  try {
    const clip = Clip.safeParse(JSON.parse(text));
    return clip.success ? clip.data : null;
  } catch {
    return null;
  }
}

/** What pasting does, and what it makes. */
export interface Paste {
  readonly ops: readonly PatchOp[];
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** Flow units that a copy stands beside what it would hide. */
const BESIDE = 20;

/** The place nearest to `at`, down to the right, where no node of the clip would lie exactly on one that is there: as when it is pasted twice. */
export function placeBeside(clip: Clip, at: Place, there: readonly Node[]): Place {
  const taken = new Set(there.map(({ position: { x, y } }) => `${x} ${y}`));
  for (let place = at; ; place = { x: place.x + BESIDE, y: place.y + BESIDE }) {
    const by = shift(clip, place);
    const isOnTop = clip.nodes.some((node) => {
      const { x, y } = shifted(node, by);
      return taken.has(`${x} ${y}`);
    });
    if (!isOnTop) return place;
  }
}

/** U15: the clip under new ids, its middle at a place. */
export function pasteOps(clip: Clip, at: Place, isTaken: (id: string) => boolean, chance: Chance): Paste {
  const ids = new Map<string, string>();
  const made = new Set<string>();
  const fresh = (words: string) => {
    const id = newId(words, (id) => isTaken(id) || made.has(id), chance);
    made.add(id);
    return id;
  };
  for (const { id } of clip.nodes) ids.set(id, fresh(wordsOf(id)));
  const by = shift(clip, at);
  const nodes = clip.nodes.map((node) => ({
    ...node,
    id: ids.get(node.id) ?? node.id,
    position: shifted(node, by),
  }));
  const edges = clip.edges.flatMap((edge) => {
    const source = ids.get(edge.source);
    const target = ids.get(edge.target);
    // A clip is anybody's text: an edge may name what is not in it.
    return source === undefined || target === undefined
      ? []
      : [{ ...edge, id: fresh(wordsOf(edge.id)), source, target }];
  });
  return {
    ops: [...nodes.map((node) => add("nodes", node)), ...edges.map((edge) => add("edges", edge))],
    nodes: nodes.map(({ id }) => id),
    edges: edges.map(({ id }) => id),
  };
}

function add(map: "nodes" | "edges", entity: { readonly id: string }): PatchOp {
  return { op: "add", path: `/${map}/${entity.id}`, value: entity as unknown as Json };
}

/** An id without the tail that made it unique: copies of copies do not grow. */
function wordsOf(id: string): string {
  return id.replace(/-[a-z0-9]{5}$/, "");
}

function shifted({ position: { x, y } }: Node, by: Place): Place {
  return { x: Math.round(x + by.x), y: Math.round(y + by.y) };
}

function shift({ nodes }: Clip, at: Place): Place {
  const xs = nodes.map(({ position }) => position.x);
  const ys = nodes.map(({ position }) => position.y);
  return {
    x: at.x - (Math.min(...xs) + Math.max(...xs)) / 2,
    y: at.y - (Math.min(...ys) + Math.max(...ys)) / 2,
  };
}
