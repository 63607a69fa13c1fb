import { SocketClient, type SocketOptions } from "./socket-client.ts";
import type { TestRegistry } from "./registry.ts";

/** An agent of a test registry. */
export interface Account {
  readonly agent: string;
  readonly key: string;
  /** Calls the registry as this agent. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Creates a SOP with this graph and gives its id. */
  createSop(graph?: object): Promise<string>;
  /** Opens a socket as this agent. */
  open(sop: string, options?: SocketOptions): SocketClient;
}

/** Two steps and an edge between them. */
export const SMALL_GRAPH = {
  name: "Refund",
  domain: "support",
  nodes: { a: step("a", 0), b: step("b", 100) },
  edges: { ab: { id: "ab", source: "a", target: "b" } },
};

/** A step node at (x, 0). */
export function step(id: string, x: number) {
  return { id, type: "step", position: { x, y: 0 }, data: { step: id.toUpperCase(), instruction: "" } };
}

/** Registers an agent. */
export async function register(
  registry: Pick<TestRegistry, "url" | "wsUrl">,
  agent: string,
  scopes?: readonly string[],
): Promise<Account> {
  const response = await fetch(`${registry.url}/v1/auth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ agent_id: agent, scopes }),
  });
  if (!response.ok) throw new Error(`register: ${response.status} ${await response.text()}`);
  const { api_key: key } = (await response.json()) as { api_key: string };
  return accountOf(registry, agent, key);
}

/** The same agent with another key, of these scopes alone. */
export async function withScopes(
  registry: Pick<TestRegistry, "url" | "wsUrl">,
  account: Account,
  scopes: readonly string[],
): Promise<Account> {
  const response = await account.call("POST", "/v1/auth/keys", { scopes });
  const { api_key } = (await response.json()) as { api_key: string };
  return accountOf(registry, account.agent, api_key);
}

/** An agent that is registered already, perhaps with an earlier registry on the same database. */
export function accountOf(
  registry: Pick<TestRegistry, "url" | "wsUrl">,
  agent: string,
  key: string,
): Account {
  const call: Account["call"] = (method, path, body, headers = {}) =>
    fetch(registry.url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  return {
    agent,
    key,
    call,
    async createSop(graph = SMALL_GRAPH) {
      const response = await call("POST", "/v1/sop", { graph });
      if (response.status !== 201) throw new Error(`create: ${response.status} ${await response.text()}`);
      return ((await response.json()) as { id: string }).id;
    },
    open: (sop, options) => new SocketClient(registry.wsUrl, sop, { key, ...options }),
  };
}
