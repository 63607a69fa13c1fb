import { createSop, register, type Agent } from "#tests/contract-client/http-client.ts";
import type { Graph } from "#tests/contract-client/json.ts";
import { startRegistryProcess, type RegistryProcess } from "#tests/contract-client/registry-process.ts";
import { pinTo } from "./process-stats.ts";
import type { Target } from "./raw-socket.ts";

export const SERVER_CORE = 0;
export const LOAD_CORE = 1;

/** A server under test: the registry, or the relay that it is compared with. */
export interface Subject {
  readonly kind: "registry" | "relay";
  pid(): number;
  /** Where peer `client` of room `room` connects. */
  target(room: number, client: number): Target;
  remove(): Promise<void>;
}

/** A registry with rooms made from graphs; it can be restarted to be cold. */
export interface RegistrySubject extends Subject {
  readonly process: RegistryProcess;
}

/** The bench asks for more than one person can do: only the rate is raised, every other bound is as shipped. */
const RAISED = {
  KP_LIMIT_PATCH_RATE: "1000000",
  KP_LIMIT_PATCH_BURST: "1000000",
  KP_LIMIT_PATCH_QUEUE: "1000000",
};

/** Starts a registry on the server's core with one SOP per graph. */
export async function startRegistrySubject(graphs: readonly Graph[]): Promise<RegistrySubject> {
  const registry = await startRegistryProcess({ env: RAISED, prefix: pinTo(SERVER_CORE) });
  const agent: Agent = await register(registry.url, "bench");
  const ids: string[] = [];
  for (const graph of graphs) ids.push((await createSop(registry.url, agent, graph)).id);
  const { hostname, port } = new URL(registry.url);
  return {
    kind: "registry",
    process: registry,
    pid: () => registry.pid(),
    target: (room, client) => ({
      hostname,
      port: Number(port),
      path: `/v1/sop/${ids[room]}/ws?client=load-${String(client).padStart(6, "0")}`,
      authorization: `Bearer ${agent.key}`,
    }),
    remove: () => registry.remove(),
  };
}

/** Starts the relay on the server's core; `greeting`: bytes that it sends to each new socket. */
export async function startRelaySubject(greeting = 0): Promise<Subject> {
  const child = Bun.spawn(
    [...pinTo(SERVER_CORE), process.execPath, Bun.fileURLToPath(import.meta.resolve("./relay.ts"))],
    {
      env: { ...process.env, RELAY_GREETING: String(greeting) },
      stdout: "pipe",
      stderr: "inherit",
    },
  );
  const port = Number(await firstLine(child.stdout));
  return {
    kind: "relay",
    pid: () => child.pid,
    target: (room) => ({ hostname: "127.0.0.1", port, path: `/${room}` }),
    async remove() {
      child.kill();
      await child.exited;
    },
  };
}

/** Gives the server to `use` and takes it away afterwards, whatever happened. */
export async function withSubject<S extends Subject, T>(
  subject: S,
  use: (subject: S) => Promise<T>,
): Promise<T> {
  try {
    return await use(subject);
  } finally {
    await subject.remove();
  }
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of stream) {
    text += new TextDecoder().decode(chunk);
    if (text.includes("\n")) break;
  }
  return text.trim();
}
