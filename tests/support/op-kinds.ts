import { isArray, isObject } from "#schemas/json.ts";
import type { JsonObject } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { addOp, copyOp, makeNode, moveOp, removeOp, replaceOp } from "./builders.ts";
import { at, choose, edgePaths, listPaths, nodePaths, nodesWith } from "./frame.ts";
import type { Choice, Frame } from "./frame.ts";

/** One kind of edit: an op that is valid in the author's frame, or undefined where there is nothing to do it to. */
export type EditKind = (frame: Frame, choice: Choice) => PatchOp | undefined;

/** Writes of properties. */
export const PROPERTY_KINDS = {
  setLabel: (f, c) => onNode(f, c, "/data", (data) => addOp(`${data}/label`, c.tag)),
  addMember: (f, c) => onNode(f, c, "/data", (data) => addOp(`${data}/x${c.other % 3}`, c.tag)),
  removeLabel: (f, c) => onNode(f, c, "/data/label", removeOp),
  setContainer: (f, c) => onNode(f, c, "/data/cfg", (cfg) => replaceOp(cfg, containerOf(c))),
  setContainerToScalar: (f, c) => onNode(f, c, "/data/cfg", (cfg) => replaceOp(cfg, c.tag)),
  setInContainer: (f, c) => onNode(f, c, "/data/cfg/k", (k) => replaceOp(k, c.tag)),
  addInContainer: (f, c) =>
    onNode(f, c, "/data/cfg/k", (k) => addOp(k.replace(/k$/, `z${c.other % 2}`), c.tag)),
  removeInContainer: (f, c) => onNode(f, c, "/data/cfg/k", removeOp),
  removeContainer: (f, c) => onNode(f, c, "/data/cfg", removeOp),
  setData: (f, c) => onNode(f, c, "/data", (data) => replaceOp(data, dataOf(c))),
  setPosition: (f, c) => onNode(f, c, "/position", (p) => replaceOp(p, { x: c.place, y: c.other })),
  setX: (f, c) => onNode(f, c, "/position/x", (x) => replaceOp(x, c.other)),
  setName: (_, c) => replaceOp("/name", c.tag),
  setDescription: (_, c) => addOp("/description", c.tag),
} satisfies Record<string, EditKind>;

/** Adds and removals of nodes and edges. */
const ENTITY_KINDS = {
  replaceNode: (f, c) => onNode(f, c, "", (path) => replaceOp(path, { ...nodeAt(f, path), data: dataOf(c) })),
  addNode: (_, c) => addOp(`/nodes/n${c.tag}`, makeNode(`n${c.tag}`)),
  removeNode: (f, c) => onNode(f, c, "", removeOp),
  returnNode: (f, c) => {
    const id = choose(Object.keys(f.dead), c.entity);
    return id === undefined ? undefined : addOp(`/nodes/${id}`, f.dead[id] ?? null);
  },
  addEdge: (f, c) => addEdge(f, c, `e${c.tag}`),
  /** An edge whose id says what it joins: two people who draw it make the same one. */
  addNamedEdge: (f, c) => addEdge(f, c, `e-${chosenId(f, c.entity)}-${chosenId(f, c.other)}`),
  removeEdge: (f, c) => onEdge(f, c, removeOp),
} satisfies Record<string, EditKind>;

/** Edits of edges. */
export const EDGE_KINDS = {
  retargetSource: (f, c) => onEdge(f, c, (path) => replaceOp(`${path}/source`, chosenId(f, c.other))),
  retargetTarget: (f, c) => onEdge(f, c, (path) => replaceOp(`${path}/target`, chosenId(f, c.other))),
  setSourceHandle: (f, c) => onEdge(f, c, (path) => addOp(`${path}/sourceHandle`, c.tag)),
  setTargetHandle: (f, c) => onEdge(f, c, (path) => addOp(`${path}/targetHandle`, c.tag)),
  removeHandle: (f, c) => {
    const path = choose(
      edgePaths(f).filter((edge) => at(f, `${edge}/sourceHandle`) !== undefined),
      c.entity,
    );
    return path === undefined ? undefined : removeOp(`${path}/sourceHandle`);
  },
  setEdgeLabel: (f, c) => onEdge(f, c, (path) => addOp(`${path}/label`, c.tag)),
} satisfies Record<string, EditKind>;

/** Edits of lists. */
export const LIST_KINDS = {
  insertItem: (f, c) => onList(f, c, (path, length) => addOp(`${path}/${c.place % (length + 1)}`, c.tag)),
  appendItem: (f, c) => onList(f, c, (path) => addOp(`${path}/-`, c.tag)),
  removeItem: (f, c) => onItem(f, c, removeOp),
  setItem: (f, c) => onItem(f, c, (item) => replaceOp(item, c.tag)),
  moveItem: (f, c) => onItem(f, c, (item, path, length) => moveElsewhere(c, item, path, length)),
  replaceList: (f, c) => onList(f, c, (path) => replaceOp(path, [c.tag, `${c.tag}'`])),
  removeList: (f, c) => onNode(f, c, "/data/l", removeOp),
} satisfies Record<string, EditKind>;

/** Edits that take the value of commit time: arrival decides about them where the value is being edited. */
const VALUE_KINDS = {
  copyMember: (f, c) =>
    onNode(f, c, "/data/cfg", (cfg) => copyOp(cfg, cfg.replace(/cfg$/, `y${c.other % 2}`))),
  moveMember: (f, c) =>
    onNode(f, c, "/data/label", (label) => moveOp(label, label.replace(/label$/, "title"))),
  copyNode: (f, c) => onNode(f, c, "", (path) => copyOp(path, `/nodes/c${c.tag}`)),
} satisfies Record<string, EditKind>;

/** All kinds whose concurrent pairs commute, by name. */
export const COMMUTING_KINDS: Readonly<Record<string, EditKind>> = {
  ...PROPERTY_KINDS,
  ...ENTITY_KINDS,
  ...EDGE_KINDS,
  ...LIST_KINDS,
};

/** Every kind of single edit, by name. */
export const EDIT_KINDS: Readonly<Record<string, EditKind>> = { ...COMMUTING_KINDS, ...VALUE_KINDS };

function onNode(f: Frame, c: Choice, inner: string, make: (path: string) => PatchOp): PatchOp | undefined {
  const path = choose(nodesWith(f, inner), c.entity);
  return path === undefined ? undefined : make(path + inner);
}

function onEdge(f: Frame, c: Choice, make: (path: string) => PatchOp): PatchOp | undefined {
  const path = choose(edgePaths(f), c.entity);
  return path === undefined || nodePaths(f).length === 0 ? undefined : make(path);
}

function onList(f: Frame, c: Choice, make: (path: string, length: number) => PatchOp): PatchOp | undefined {
  const path = choose(listPaths(f), c.entity);
  return path === undefined ? undefined : make(path, lengthAt(f, path));
}

function onItem(
  f: Frame,
  c: Choice,
  make: (item: string, path: string, length: number) => PatchOp | undefined,
): PatchOp | undefined {
  const path = choose(
    listPaths(f).filter((list) => lengthAt(f, list) > 0),
    c.entity,
  );
  if (path === undefined) return undefined;
  const length = lengthAt(f, path);
  return make(`${path}/${c.place % length}`, path, length);
}

function moveElsewhere(c: Choice, item: string, path: string, length: number): PatchOp | undefined {
  const step = 1 + (c.other % Math.max(length - 1, 1));
  return length < 2 ? undefined : moveOp(item, `${path}/${((c.place % length) + step) % length}`);
}

function addEdge(f: Frame, c: Choice, id: string): PatchOp | undefined {
  if (nodePaths(f).length === 0 || at(f, `/edges/${id}`) !== undefined) return undefined;
  return addOp(`/edges/${id}`, { id, source: chosenId(f, c.entity), target: chosenId(f, c.other) });
}

function chosenId(f: Frame, n: number): string {
  return choose(Object.keys(f.graph.nodes), n) ?? "nobody";
}

function nodeAt(f: Frame, path: string): JsonObject {
  const node = at(f, path);
  return isObject(node) ? node : {};
}

function lengthAt(f: Frame, path: string): number {
  const list = at(f, path);
  return isArray(list) ? list.length : 0;
}

function containerOf(c: Choice): JsonObject {
  return c.other % 2 === 0 ? { k: c.tag, m: 0 } : { m: c.tag };
}

function dataOf(c: Choice): JsonObject {
  const label = { label: c.tag };
  const whole = { label: c.tag, cfg: { k: c.tag, m: 1 }, l: [c.tag, `${c.tag}'`] };
  return [label, whole, { ...whole, cfg: c.tag }, { ...label, l: [] }][c.other % 4] ?? label;
}
