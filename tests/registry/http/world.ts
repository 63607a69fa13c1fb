import type { Clock } from "#registry/clock.ts";
import { systemClock } from "#registry/clock.ts";
import type { Config } from "#registry/config.ts";
import type { Storage } from "#registry/storage/storage.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Limits } from "#schemas/limits.ts";
import { EditAnswer, PatchPage } from "#schemas/protocol/http-answers.ts";
import type { Sop } from "#schemas/protocol/document.ts";
import type { Problem } from "#schemas/protocol/problem.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { smallGraph } from "./graphs.ts";
import { callHttp, type CallOptions, type Reply } from "./http-caller.ts";

/** What a test may set of its registry. */
export interface WorldOptions {
  readonly limits?: Partial<Limits>;
  readonly registration?: Config["registration"];
  readonly clock?: Clock;
  readonly wrap?: (storage: Storage) => Storage;
}

/** A registry with one agent, "owner", and short words for what tests do with it. */
export interface World {
  readonly url: string;
  readonly storage: Storage;
  readonly clock: Clock;
  /** The owner's key. */
  readonly key: string;
  call<Body = Problem>(method: string, path: string, options?: CallOptions): Promise<Reply<Body>>;
  /** A new agent's key. */
  register(agent: string, scopes?: readonly string[]): Promise<string>;
  createSop(options?: { readonly key?: string; readonly graph?: Graph }): Promise<Sop>;
  read(id: string): Promise<Sop>;
  edit(
    id: string,
    ops: readonly PatchOp[],
    options?: { readonly query?: string; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Reply<EditAnswer>>;
  patches(id: string, query?: string): Promise<PatchPage>;
  close(): Promise<void>;
}

/** Starts a registry and registers its owner. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { registration = "open", clock = systemClock, limits, wrap } = options;
  const registry = await startRegistry({ config: { registration }, clock, limits, wrap });
  const { url, storage } = registry;
  const call: World["call"] = (method, path, init) => callHttp(url, method, path, init);

  const register: World["register"] = async (agent_id, scopes) => {
    const body = { agent_id, scopes };
    return (await call<{ api_key: string }>("POST", "/v1/auth/register", { body })).body.api_key;
  };
  const key = registration === "open" ? await register("owner") : "";

  return {
    url,
    storage,
    clock,
    key,
    call,
    register,
    async createSop({ key: owner = key, graph = smallGraph() } = {}) {
      return (await call<Sop>("POST", "/v1/sop", { key: owner, body: { graph } })).body;
    },
    async read(id) {
      return (await call<Sop>("GET", `/v1/sop/${id}`, { key })).body;
    },
    async edit(id, ops, { query = "", headers } = {}) {
      const reply = await call<EditAnswer>("PATCH", `/v1/sop/${id}${query}`, { key, body: ops, headers });
      if (reply.status === 200) EditAnswer.parse(reply.body);
      return reply;
    },
    async patches(id, query = "") {
      return PatchPage.parse((await call("GET", `/v1/sop/${id}/patches${query}`, { key })).body);
    },
    async close() {
      await registry[Symbol.asyncDispose]();
    },
  };
}
