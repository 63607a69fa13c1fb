import { isArray, isObject, type Json, type JsonObject } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { addOp, copyOp, moveOp, removeOp, replaceOp, testOp } from "#tests/support/builders.ts";
import { valueAt } from "#tests/support/same-json.ts";
import type { Chance } from "./chance.ts";
import { stepOf, toolOf } from "./seed-graph.ts";

/** Who edits: what is before their eyes, and their choices. `tag` is in no other value of the run. */
interface Author {
  readonly graph: GraphView;
  readonly chance: Chance;
  readonly tag: string;
}

/** One kind of edit: ops that fit what its author sees; undefined where there is nothing to do it to. */
type EditKind = (author: Author) => PatchOp[] | undefined;

const LIST = "/data/input_template/list";
const CFG = "/data/input_template/cfg";

/** Every kind of edit, with how often it is made. */
export const EDIT_KINDS: Readonly<Record<string, readonly [weight: number, make: EditKind]>> = {
  setText: [8, setText],
  move: [8, (a) => onNode(a, "/position", (path) => replaceOp(path, { x: a.chance.int(900), y: 0 }))],
  moveX: [4, moveX],
  addCriterion: [
    3,
    (a) => onNode(a, "/data/criteria", (path) => addOp(`${path}/k${a.chance.int(3)}`, a.tag)),
  ],
  setCriteria: [2, (a) => onNode(a, "/data/criteria", (path) => replaceOp(path, { ok: a.tag }))],
  removeCriteria: [1, (a) => onNode(a, "/data/criteria", removeOp)],
  setData: [2, (a) => onNode(a, "/data/instruction", (path) => replaceOp(upFrom(path), stepData(a)))],
  setName: [2, (a) => [replaceOp("/name", a.tag)]],
  setDescription: [2, (a) => [addOp("/description", a.tag)]],
  removeDescription: [
    1,
    (a) => (a.graph["description"] === undefined ? undefined : [removeOp("/description")]),
  ],
  addTag: [2, (a) => onList(a, ["/tags"], (path, n) => addOp(`${path}/${a.chance.int(n + 1)}`, a.tag))],
  setContainer: [2, (a) => onNode(a, CFG, (path) => replaceOp(path, { k: a.tag }))],
  setInContainer: [2, (a) => onNode(a, `${CFG}/k`, (path) => replaceOp(path, a.tag))],
  containerToScalar: [1, (a) => onNode(a, CFG, (path) => replaceOp(path, a.tag))],
  removeContainer: [1, (a) => onNode(a, CFG, removeOp)],
  insertItem: [5, (a) => onItems(a, (path, n) => addOp(`${path}/${a.chance.int(n + 1)}`, a.tag))],
  appendItem: [3, (a) => onItems(a, (path) => addOp(`${path}/-`, a.tag))],
  removeItem: [5, (a) => onItem(a, (item) => removeOp(item))],
  setItem: [3, (a) => onItem(a, (item) => replaceOp(item, a.tag))],
  moveItem: [2, (a) => onItem(a, (item, path, n) => moveOp(item, `${path}/${a.chance.int(n)}`))],
  replaceList: [1, (a) => onItems(a, (path) => replaceOp(path, [a.tag, `${a.tag}'`]))],
  addNode: [5, (a) => [newNode(a, a.tag)]],
  /** An id that others make too. */
  addNamedNode: [2, (a) => addNamed(a, `n${a.chance.int(6)}`)],
  removeNode: [4, (a) => (nodesOf(a).length < 4 ? undefined : onNode(a, "", removeOp))],
  replaceNode: [
    1,
    (a) =>
      onNode(a, "", (path) => replaceOp(path, { ...(at(a, path) as JsonObject), position: { x: 1, y: 1 } })),
  ],
  addEdge: [6, (a) => addEdge(a, `e${a.tag}`)],
  addNamedEdge: [3, (a) => addEdge(a)],
  removeEdge: [2, (a) => onEdge(a, removeOp)],
  retarget: [
    4,
    (a) => onEdge(a, (path) => replaceOp(`${path}/${a.chance.pick(["source", "target"])}`, someNode(a))),
  ],
  setHandle: [
    2,
    (a) => onEdge(a, (path) => addOp(`${path}/${a.chance.pick(["sourceHandle", "targetHandle"])}`, a.tag)),
  ],
  labelEdge: [2, labelEdge],
  copyMember: [1, (a) => onNode(a, CFG, (path) => copyOp(path, path.replace(/cfg$/, `y${a.chance.int(2)}`)))],
  moveMember: [1, (a) => onNode(a, CFG, (path) => moveOp(path, path.replace(/cfg$/, "z")))],
  copyNode: [1, (a) => onNode(a, "", (path) => copyOp(path, `/nodes/c${a.tag}`))],
  paste: [
    2,
    (a) => [newNode(a, `p${a.tag}`), newNode(a, `q${a.tag}`), edgeBetween(`p${a.tag}`, `q${a.tag}`)],
  ],
  removeTwo: [
    1,
    (a) =>
      nodesOf(a).length < 6
        ? undefined
        : nodesOf(a)
            .slice(-2)
            .map((id) => removeOp(`/nodes/${id}`)),
  ],
  guarded: [
    1,
    (a) =>
      onNode(a, "/data/instruction", (path) => [testOp(path, at(a, path) ?? null), replaceOp(path, a.tag)]),
  ],
  /** Parts that may fare differently. */
  several: [6, (a) => [...(setText(a) ?? []), ...(labelEdge(a) ?? []), ...(moveX(a) ?? [])]],
  /** What falls whole takes an insert with it, and with that the places of what its author does next. */
  guardedInsert: [
    3,
    (a) => {
      const insert = onItems(a, (path) => addOp(`${path}/0`, a.tag));
      return insert && [testOp("/name", at(a, "/name") ?? null), ...insert];
    },
  ],
  replaceNodes: [1, (a) => [replaceOp("/nodes", withoutOne(a))]],
  replaceAll: [1, (a) => [replaceOp("", { ...a.graph, name: a.tag })]],
};

function setText(a: Author): PatchOp[] | undefined {
  return onNode(a, "/data/instruction", (path) => replaceOp(path, a.tag));
}

function moveX(a: Author): PatchOp[] | undefined {
  return onNode(a, "/position/x", (path) => replaceOp(path, a.chance.int(900)));
}

function labelEdge(a: Author): PatchOp[] | undefined {
  return onEdge(a, (path) => addOp(`${path}/label`, a.tag));
}

type Made = PatchOp | PatchOp[];

function nodesOf({ graph }: Author): string[] {
  return Object.keys(graph.nodes);
}

function someNode(author: Author): string {
  const nodes = nodesOf(author);
  return nodes.length === 0 ? "nobody" : author.chance.pick(nodes);
}

function at({ graph }: Author, pointer: string): Json | undefined {
  return valueAt(graph, pointer);
}

function onNode(author: Author, inner: string, make: (path: string) => Made): PatchOp[] | undefined {
  const paths = nodesOf(author).map((id) => `/nodes/${id}${inner}`);
  return onOne(author, paths, make);
}

function onEdge(author: Author, make: (path: string) => PatchOp): PatchOp[] | undefined {
  if (nodesOf(author).length === 0) return undefined;
  return onOne(
    author,
    Object.keys(author.graph.edges).map((id) => `/edges/${id}`),
    make,
  );
}

function onOne(
  author: Author,
  paths: readonly string[],
  make: (path: string) => Made,
): PatchOp[] | undefined {
  const there = paths.filter((path) => at(author, path) !== undefined);
  return there.length === 0 ? undefined : [make(author.chance.pick(there))].flat();
}

function onList(
  author: Author,
  paths: readonly string[],
  make: (path: string, length: number) => PatchOp,
): PatchOp[] | undefined {
  const lists = paths.filter((path) => isArray(at(author, path)));
  return onOne(author, lists, (path) => make(path, (at(author, path) as Json[]).length));
}

function onItems(author: Author, make: (path: string, length: number) => PatchOp): PatchOp[] | undefined {
  return onList(
    author,
    nodesOf(author).map((id) => `/nodes/${id}${LIST}`),
    make,
  );
}

function onItem(
  author: Author,
  make: (item: string, path: string, length: number) => PatchOp,
): PatchOp[] | undefined {
  const paths = nodesOf(author).map((id) => `/nodes/${id}${LIST}`);
  const filled = paths.filter((path) => (at(author, path) as Json[] | undefined)?.length);
  return onList(author, filled, (path, n) => make(`${path}/${author.chance.int(n)}`, path, n));
}

function newNode({ chance }: Author, id: string): PatchOp {
  return addOp(`/nodes/${id}`, chance.hits(0.5) ? stepOf(id, chance.int(900)) : toolOf(id, chance.int(900)));
}

function addNamed(author: Author, id: string): PatchOp[] | undefined {
  return at(author, `/nodes/${id}`) === undefined ? [newNode(author, id)] : undefined;
}

function addEdge(author: Author, id?: string): PatchOp[] | undefined {
  const [source, target] = [someNode(author), someNode(author)];
  const name = id ?? `e-${source}-${target}`.slice(0, 60);
  if (nodesOf(author).length === 0 || at(author, `/edges/${name}`) !== undefined) return undefined;
  return [edgeBetween(source, target, name)];
}

function edgeBetween(source: string, target: string, id = `e-${source}-${target}`): PatchOp {
  return addOp(`/edges/${id}`, { id, source, target });
}

function stepData({ tag }: Author): JsonObject {
  return { step: tag, instruction: tag, criteria: { ok: tag, more: "1" } };
}

/** All nodes but one that no edge touches, or with one moved: what a tool that rewrites everything hands in. */
function withoutOne(author: Author): JsonObject {
  const { nodes, edges } = author.graph;
  const joined = new Set(Object.values(edges).flatMap(({ source, target }) => [source, target]));
  const loose = Object.keys(nodes).filter((id) => !joined.has(id));
  const entries = Object.entries(nodes).filter(([id]) => id !== loose[0]);
  return Object.fromEntries(
    entries.map(([id, node], i) => [
      id,
      i === 0 && isObject(node) ? { ...node, position: { x: 7, y: 7 } } : node,
    ]),
  );
}

function upFrom(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
