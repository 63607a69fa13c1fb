import fc from "fast-check";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView, Patch } from "#schemas/change/types.ts";
import { scenarioGraph, testOp } from "./builders.ts";
import { at, choose, nodesWith } from "./frame.ts";
import type { Choice, Frame } from "./frame.ts";
import { garbageOp } from "./garbage.ts";
import { createWorld, submit } from "./model.ts";
import type { Reply, World } from "./model.ts";
import { EDIT_KINDS } from "./op-kinds.ts";
import { anyChoice } from "./runs.ts";
import { catchUp, createSimClient, frameOf, layOver } from "./sim-client.ts";
import type { Grave, SimClient } from "./sim-client.ts";

/** One turn of a random history. */
export interface Turn {
  readonly client: number;
  /** How much of what it lacks the client takes in before: 0 nothing, 1 half, 2 all. */
  readonly catchUp: 0 | 1 | 2;
  readonly edits: readonly { readonly kind: string; readonly choice: Omit<Choice, "tag"> }[];
  readonly atomic: boolean;
  /** Guarded by a `test` of what the client shows. */
  readonly guarded: boolean;
  /** Set: an op that no good client sends comes with it. */
  readonly garbage: number | null;
  /** How long before its arrival the patch was made, ms. */
  readonly age: number;
  /** Set: the client now holds this node, and no other. */
  readonly lock: number | null;
}

/** A history being played: the world, its clients, and the nodes that went. */
export interface History {
  readonly world: World;
  readonly clients: readonly SimClient[];
  readonly graves: Map<string, Grave>;
  turns: number;
}

const PEERS = ["A", "B", "C", "D", "E"];
const TURN_MS = 100;
const FIRST_ARRIVAL_MS = 10_000;

/** Turns of four to five clients with stale bases, own patches in flight and a share of garbage. */
export function anyHistory(maxLength: number): fc.Arbitrary<Turn[]> {
  const edit = fc.record({ kind: fc.constantFrom(...Object.keys(EDIT_KINDS)), choice: anyChoice() });
  const turn = fc.record({
    client: fc.nat(PEERS.length - 1),
    catchUp: fc.constantFrom(0 as const, 0 as const, 1 as const, 2 as const),
    edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
    atomic: fc.integer({ min: 0, max: 5 }).map((n) => n === 5),
    guarded: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
    garbage: rarely(fc.nat(100)),
    age: fc.integer({ min: 0, max: 600 }),
    lock: rarely(fc.nat(20)),
  });
  return fc.array(turn, { minLength: Math.min(4, maxLength), maxLength, size: "max" });
}

/** A history at its start. */
export function startHistory(world: World = createWorld(historyGraph())): History {
  return { world, clients: PEERS.map((peer) => createSimClient(world, peer)), graves: new Map(), turns: 0 };
}

/** The graph that histories start from. */
export function historyGraph(): GraphView {
  return { ...scenarioGraph(), tags: ["s", "t"] };
}

/** Makes the patch of a turn in its client's frame, and shows it there; undefined where there was nothing to do. */
export function makeTurnPatch(history: History, turn: Turn): Patch | undefined {
  const { world, clients, graves } = history;
  const client = clients[turn.client] as SimClient;
  const lag = world.state.version - client.base;
  if (turn.catchUp > 0) catchUp(world, client, client.base + Math.ceil((lag * turn.catchUp) / 2));
  if (turn.lock !== null) lockOne(world, client, turn.lock);
  const ops = turn.edits.flatMap(({ kind, choice }, i) => {
    const op = EDIT_KINDS[kind]?.(frameOf(client, graves), { ...choice, tag: `${history.turns}.${i}` });
    if (op !== undefined) layOver(client.graph, op);
    return op ?? [];
  });
  const all = [...guardOf(turn, frameOf(client, graves), ops), ...ops, ...garbageOf(turn)];
  if (all.length === 0) return undefined;
  const { peer, base } = client;
  const ts = arrivalOf(history) - turn.age;
  return { id: `${history.turns}`, peer, base, ts, ops: all, atomic: turn.atomic };
}

/** Sends the patch of a turn, with every invariant checked, and ends the turn. */
export function deliver(history: History, turn: Turn, patch: Patch): Reply {
  const reply = submit(history.world, patch, arrivalOf(history));
  history.turns += 1;
  if (reply.kind === "committed") noteCommit(history, turn, patch, reply.row.version);
  return reply;
}

/** Plays one turn; undefined where there was nothing to do. */
export function playTurn(history: History, turn: Turn): { patch: Patch; reply: Reply } | undefined {
  const patch = makeTurnPatch(history, turn);
  return patch && { patch, reply: deliver(history, turn, patch) };
}

/** When the current turn's patch arrives, ms. */
export function arrivalOf(history: History): number {
  return FIRST_ARRIVAL_MS + history.turns * TURN_MS;
}

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

function noteCommit({ world, clients, graves }: History, turn: Turn, patch: Patch, version: number): void {
  clients[turn.client]?.sent.push({ version, ops: patch.ops });
  const [before, after] = [world.graphs[version - 1], world.graphs[version]];
  for (const [id, value] of Object.entries(before?.nodes ?? {})) {
    if (after !== undefined && !(id in after.nodes)) graves.set(id, { value, version });
  }
}

function lockOne({ locks, graphs }: World, { peer }: SimClient, n: number): void {
  for (const [node, holder] of locks) if (holder === peer) locks.delete(node);
  const node = choose(Object.keys(graphs.at(-1)?.nodes ?? {}), n);
  if (node !== undefined && n % 3 > 0 && !locks.has(node)) locks.set(node, peer);
}

function guardOf(turn: Turn, frame: Frame, ops: readonly PatchOp[]): PatchOp[] {
  if (!turn.guarded || ops.length > 1) return [];
  const path = choose(nodesWith(frame, "/position/x"), turn.age);
  return path === undefined ? [] : [testOp(`${path}/position/x`, at(frame, `${path}/position/x`) ?? null)];
}

function garbageOf({ garbage }: Turn): PatchOp[] {
  return garbage === null ? [] : [garbageOp(garbage)];
}
