import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Env, SocketLike } from "#studio/sync/env.ts";
import { openSop } from "#studio/sync/open-sop.ts";
import { openSqliteStore } from "#studio/sync/store/sqlite.ts";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import { systemEnv } from "#studio/sync/system-env.ts";
import type { SopClient } from "#studio/sync/types.ts";
import { type Agent, call, createSop, register } from "#tests/contract-client/http-client.ts";
import { startRegistryProcess } from "#tests/contract-client/registry-process.ts";
import { sizedGraph } from "../sized-graph.ts";

/** `words`: how often each node says what it says. */
export type CatchUpPlan = { nodes: number; edges: number; words: number; missed: number };

export type CatchUpCost = {
  nodes: number;
  missed: number;
  /** From the opening to the newest version, a look into the store first. */
  ms: number;
  /** What came on the socket until then. */
  bytes: number;
  /** What comes for somebody who has nothing yet. */
  wholeBytes: number;
};

const SENTENCE = "Read the ticket, check the contract, answer with what is known and say when more follows. ";

/** The most messages in one call. */
const MESSAGES = 100;

/** A client that was away while others committed so many versions, from its store and a real registry, both on disk. */
export async function measureCatchUp({ nodes, edges, words, missed }: CatchUpPlan): Promise<CatchUpCost> {
  await using ends = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "catch-up-"));
  ends.defer(() => rm(folder, { recursive: true, force: true }));
  const registry = await startRegistryProcess({ env: FAST_WRITER });
  ends.defer(() => registry.remove());
  const agent = await register(registry.url, "bench");
  const graph = sizedGraph(nodes, edges);
  for (const { data } of Object.values(graph.nodes)) data["instruction"] = SENTENCE.repeat(words);
  const { id } = await createSop(registry.url, agent, graph);
  const store = await openSqliteStore(join(folder, "store.sqlite"));
  ends.defer(() => store.close());
  const asked = { url: registry.url, sop: id, auth: agent.key };

  await (await openSop({ ...asked, store })).close();
  await commitMany(registry.url, agent, id, nodes, missed);
  const counted = countingEnv();
  const started = performance.now();
  const sop = await openSop({ ...asked, store, env: counted.env });
  await untilVersion(sop, missed);
  const ms = performance.now() - started;
  const bytes = counted.bytes();
  await sop.close();

  const fresh = countingEnv();
  const other = await openSop({ ...asked, store: createMemoryStore(), env: fresh.env });
  await untilVersion(other, missed);
  const wholeBytes = fresh.bytes();
  await other.close();
  return { nodes, missed, ms, bytes, wholeBytes };
}

/** Only the writer's haste is let through: everything else is as shipped. */
const FAST_WRITER = {
  KP_LIMIT_PATCH_RATE: "1000000",
  KP_LIMIT_PATCH_BURST: "1000000",
};

async function commitMany(
  url: string,
  agent: Agent,
  sop: string,
  nodes: number,
  many: number,
): Promise<void> {
  for (let done = 0; done < many; done += MESSAGES) {
    const body = Array.from({ length: Math.min(MESSAGES, many - done) }, (_, i) => {
      const value = { x: done + i, y: i };
      const ops = [{ op: "replace", path: `/nodes/n${(done + i) % nodes}/position`, value }];
      return { type: "patch", id: `w${done + i}`, base: 0, ts: Date.now(), ops };
    });
    const { status } = await call(url, agent, "POST", `/sop/${sop}/messages?client=the-writer`, { body });
    if (status !== 200) throw new Error(`messages: ${status}`);
  }
}

function countingEnv(): { readonly env: Env; bytes(): number } {
  const env = systemEnv();
  let bytes = 0;
  const openSocket = (url: string, protocol: string): SocketLike => {
    const socket = env.openSocket?.(url, protocol);
    if (socket === undefined) throw new Error("no sockets here");
    const counted: SocketLike = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => socket.send(text),
      close: (code, reason) => socket.close(code, reason),
    };
    const heard: Pick<SocketLike, "onopen" | "onclose" | "onmessage"> = {
      onopen: () => counted.onopen?.(),
      onclose: (end) => counted.onclose?.(end),
      onmessage(event) {
        bytes += Buffer.byteLength(event.data as string);
        counted.onmessage?.(event);
      },
    };
    Object.assign(socket, heard);
    return counted;
  };
  return { env: { ...env, openSocket }, bytes: () => bytes };
}

function untilVersion(sop: SopClient, version: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => sop.version >= version && (stop(), resolve());
    const stop = sop.subscribe(look);
    look();
  });
}
