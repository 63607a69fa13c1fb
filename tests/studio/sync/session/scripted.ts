import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import type { MadePatch } from "#studio/sync/core/pending.ts";
import { openSop } from "#studio/sync/open-sop.ts";
import { KEEP, type Standing } from "#studio/sync/session/stored-queue.ts";
import type { SyncStore } from "#studio/sync/store/store.ts";
import type { Aside, SopClient } from "#studio/sync/types.ts";
import { SMALL_GRAPH } from "#tests/support/account.ts";
import { createFakeEnv, type FakeEnv, type FakeSocket } from "#tests/support/fake-env.ts";
import { giveTickets, json, lastSocket, say, init as toInit } from "../link/script.ts";

const REGISTRY = "https://registry.test";
const SOP = "kp:sop:scripted";
/** Under which all queues of these tests stand. */
export const SCOPE = `${REGISTRY}/${SOP}`;

/** A patch that went over `POST messages`. */
interface Posted {
  readonly id: string;
  readonly base: number | null;
  readonly client: string | null;
}

/** How a registry that a test plays behaves. */
interface Script {
  /** What its log holds; default: nothing. */
  readonly log?: readonly PatchEvent[];
  /** The messages that answer these patches when they are posted; default: each is saved. */
  readonly answer?: (patches: readonly Posted[]) => readonly object[] | Promise<readonly object[]>;
}

/** A tab of somebody's, on a device that outlives it. `using` closes it. */
interface Tab extends AsyncDisposable {
  readonly env: FakeEnv;
  readonly sop: SopClient;
  /** What was posted in the name of a tab that is gone. */
  readonly posted: readonly Posted[];
  readonly warnings: readonly string[];
  /** Lets the newest connection begin, with what its init says beyond the usual. */
  welcome(init: Record<string, unknown>): Promise<FakeSocket>;
}

/** How a tab is opened: with an init to be welcomed by, or null where its queue has a graph to show without. */
interface TabOptions extends Script {
  readonly init?: Record<string, unknown> | null;
  readonly agent?: string;
  /** The client is told that it is this agent's. */
  readonly isTold?: boolean;
}

/** Opens the SOP under a client's name; at its beginning and in ann's name unless told otherwise, by default in the browser's store. */
export async function openTab(
  store: SyncStore | undefined,
  client: string,
  options: TabOptions = {},
): Promise<Tab> {
  const { init = whole(0), agent = "ann" } = options;
  const env = createFakeEnv();
  const posted = playRegistry(env, options);
  const warnings: string[] = [];
  const warn = (warning: string) => void warnings.push(warning);
  const whose = options.isTold === true ? { agent } : {};
  const opening = openSop({ url: REGISTRY, sop: SOP, auth: "kp_key", store, client, env, warn, ...whose });
  const welcome = async (init: Record<string, unknown>) => {
    await env.settle();
    const socket = lastSocket(env);
    socket.onopen?.();
    const you = { peer: `${agent}/${client}`, agent, role: "owner", color: "#000", last: null };
    say(socket, toInit(env, { you, ...init }));
    await env.settle();
    return socket;
  };
  if (init !== null) await welcome(init);
  const sop = await opening;
  return { env, posted, warnings, welcome, sop, [Symbol.asyncDispose]: () => sop.close() };
}

/** What an init with a whole graph says of it. */
export function whole(version: number, graph: object = SMALL_GRAPH): Record<string, unknown> {
  return { version, head: `h${version}`, sop: { id: SOP, graph }, patches: undefined };
}

/** What a queue holds, where it is not what is usual: a small graph of ann's at version 5. */
interface Left {
  readonly standing?: Partial<Standing> | null;
  readonly tags?: readonly string[];
  readonly patches?: readonly PatchEvent[];
  readonly pending?: readonly MadePatch[];
  readonly asides?: readonly Aside[];
}

/** Leaves a queue on the device, as a tab does that is gone. */
export async function leaveQueue(store: SyncStore, client: string, left: Left): Promise<void> {
  const { standing = {}, tags, patches = [], pending = [], asides = [] } = left;
  const graph = tags === undefined ? SMALL_GRAPH : { ...SMALL_GRAPH, tags };
  const peer = `ann/${client}`;
  const usual: Standing = { version: 5, head: "h5", peer, role: "owner", envelope: {}, offset: 0 };
  const stands =
    standing === null ? [] : [...KEEP.graph(graph, {}), KEEP.standing({ ...usual, ...standing })];
  await store.write({ scope: SCOPE, client }, [
    ...stands,
    ...patches.map(KEEP.patch),
    ...pending.map((made, seq) => KEEP.pending(seq, made)),
    ...asides.map(KEEP.aside),
  ]);
}

/** An edit of node a's instruction, as it is kept. */
export function madePatch(id: string, base: number | null = 5): MadePatch {
  const ops = [{ op: "replace", path: "/nodes/a/data/instruction", value: id }] as const;
  return { id, base, ts: 1_700_000_000_000, ops, step: id, kind: "edit" };
}

/** What is set aside of such an edit. */
export function asideOf(id: string, other: Partial<Aside> = {}): Aside {
  const { ops } = madePatch(id);
  const rest = { message: "", node: "a", by: null, at: 1, whenFree: false, notice: null } as const;
  return { id, patch: id, kind: "refused", code: "node_locked", ops, ...rest, ...other };
}

/** The version that such an edit became. */
export function eventOf(id: string, version: number, client: string): PatchEvent {
  const ops = [{ op: "replace", path: "/nodes/a/data/instruction", value: id }] as const;
  const base = { head: `h${version}`, peer: `ann/${client}`, agent: "ann", ts: 1_700_000_000_000 };
  return { ...base, version, id, ops: [...ops] };
}

/** The ids and bases of the patches that left over a socket. */
export function patchesOn(socket: FakeSocket): readonly Pick<MadePatch, "id" | "base">[] {
  return socket.sent
    .filter(({ type }) => type === "patch")
    .map(({ id, base }) => ({ id, base }) as Pick<MadePatch, "id" | "base">);
}

function playRegistry(env: FakeEnv, { log = [], answer = allSaved }: Script): readonly Posted[] {
  const posted: Posted[] = [];
  env.answer(async (call) => {
    const { path, query } = call;
    if (path === "/patches") {
      const after = log.filter(({ version }) => version > Number(query.get("since")));
      return json({ items: after.slice(0, Number(query.get("limit"))) });
    }
    if (path !== "/messages") return giveTickets(call);
    const messages = JSON.parse(call.body) as readonly Omit<Posted, "client">[];
    const patches = messages.map(({ id, base }) => ({ id, base, client: query.get("client") }));
    posted.push(...patches);
    return json(await answer(patches));
  });
  return posted;
}

function allSaved(patches: readonly Posted[]): readonly object[] {
  return patches.map(({ id, client }, i) => ({ type: "patch", ...eventOf(id, 6 + i, client ?? "") }));
}
