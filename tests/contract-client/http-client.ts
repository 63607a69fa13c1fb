import type { Graph, Json, Sop } from "./json.ts";

/** An agent and its key. */
export type Agent = { id: string; key: string };

/** What came back: `body` is the parsed JSON, or the text where it is none. */
export type Reply<T> = { status: number; headers: Headers; body: T };

/** A problem document (RFC 9457), with what the registry adds. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  outcomes?: OpFate[];
  sop?: Sop;
  since?: number;
};

/** How one op fared. */
export type OpFate = {
  op: number;
  status: string;
  code?: string;
  path?: string;
  message?: string;
  by?: { agent: string; version?: number; peer?: string };
};

/** What a PATCH answers. */
export type PatchReply = { version: number; ops: Json[]; outcomes: OpFate[] };

export type CallOptions = { body?: unknown; headers?: Record<string, string>; raw?: BodyInit };

/** One HTTP call under `/v1`; `agent` null: without a key. `T` is what the caller expects the body to be. */
export async function call<T = Json>(
  url: string,
  agent: Agent | null,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Reply<T>> {
  const headers = new Headers(options.headers);
  if (agent !== null && !headers.has("authorization")) headers.set("authorization", `Bearer ${agent.key}`);
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  if (body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  const answer = await fetch(`${url}/v1${path}`, { method, headers, body });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: parse(text) as T };
}

/** Registers an agent with a name of its own and gives its key. */
export async function register(url: string, name: string, scopes?: string[]): Promise<Agent> {
  const agentId = `${name}-${crypto.randomUUID().slice(0, 8)}`;
  const reply = await call<{ api_key: string; agent_id: string }>(url, null, "POST", "/auth/register", {
    body: { agent_id: agentId, name, ...(scopes === undefined ? {} : { scopes }) },
  });
  if (reply.status !== 201) throw new Error(`register: ${reply.status} ${JSON.stringify(reply.body)}`);
  return { id: reply.body.agent_id, key: reply.body.api_key };
}

/** Creates a SOP from a graph; throws unless it is 201. */
export async function createSop(url: string, agent: Agent, graph: Graph): Promise<Sop> {
  const reply = await call<Sop>(url, agent, "POST", "/sop", { body: { graph } });
  if (reply.status !== 201) throw new Error(`create: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** The SOP as the registry gives it now; throws unless it is 200. */
export async function readSop(url: string, agent: Agent, id: string): Promise<Sop> {
  const reply = await call<Sop>(url, agent, "GET", `/sop/${id}`);
  if (reply.status !== 200) throw new Error(`read: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** One PATCH with a JSON patch; `query` without the "?". */
export function patchSop<T = PatchReply>(
  url: string,
  agent: Agent,
  id: string,
  ops: unknown,
  options: { query?: string; headers?: Record<string, string> } = {},
): Promise<Reply<T>> {
  return call<T>(url, agent, "PATCH", `/sop/${id}${options.query === undefined ? "" : `?${options.query}`}`, {
    body: ops,
    headers: { "content-type": "application/json-patch+json", ...options.headers },
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
