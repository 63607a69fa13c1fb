import { createSop, register, call, type Agent } from "#tests/contract-client/http-client.ts";
import { startRegistryProcess, type RegistryProcess } from "#tests/contract-client/registry-process.ts";
import { OPCODE } from "./frame.ts";
import { cpuMs, pinTo } from "./process-stats.ts";
import { quantile } from "./quantile.ts";
import { openRawSocket, type RawSocket } from "./raw-socket.ts";
import { SERVER_CORE } from "./servers.ts";
import { sizedGraph } from "./sized-graph.ts";

export type RoleChangeFigures = {
  sops: number;
  sockets: number;
  changes: number;
  /** From the call that changes the role, on every SOP at once, until the last socket has its `role`: ms. */
  p50: number;
  worst: number;
  /** CPU of the registry per socket told, in microseconds. */
  cpuUs: number;
};

/** How long a role change may take is bounded; a bench that waits longer than this has lost a message. */
const GIVE_UP_MS = 20_000;

/** An agent with many sockets on several SOPs is made viewer and editor in turns, by the owner of all of them. */
export async function measureRoleChange(
  sops: number,
  socketsPerSop: number,
  changes: number,
): Promise<RoleChangeFigures> {
  const registry = await startRegistryProcess({ prefix: pinTo(SERVER_CORE) });
  const open: RawSocket[] = [];
  try {
    const owner = await register(registry.url, "owner");
    const editor = await register(registry.url, "editor");
    const ids: string[] = [];
    for (let i = 0; i < sops; i++) ids.push((await createSop(registry.url, owner, sizedGraph(20, 20))).id);
    const setRoles = (role: string) =>
      Promise.all(ids.map((id) => setRole(registry, owner, id, editor, role)));
    await setRoles("editor");
    const told = createTally(sops * socketsPerSop);
    for (const id of ids) {
      for (let i = 0; i < socketsPerSop; i++)
        open.push(await openListening(registry, editor, id, i, () => told.tell()));
    }
    const times: number[] = [];
    const before = cpuMs(registry.pid());
    for (let change = 0; change < changes; change++) {
      const started = performance.now();
      const all = told.next();
      await setRoles(change % 2 === 0 ? "viewer" : "editor");
      await all;
      times.push(performance.now() - started);
    }
    const cpuUs = ((cpuMs(registry.pid()) - before) * 1000) / (changes * open.length);
    return {
      sops,
      sockets: open.length,
      changes,
      p50: quantile(times, 0.5),
      worst: Math.max(...times),
      cpuUs,
    };
  } finally {
    for (const socket of open) socket.close();
    await registry.remove();
  }
}

async function setRole(registry: RegistryProcess, owner: Agent, id: string, agent: Agent, role: string) {
  const path = `/sop/${id}/members/${agent.id}`;
  const { status, body } = await call(registry.url, owner, "PUT", path, { body: { role } });
  if (status !== 200) throw new Error(`members: ${status} ${JSON.stringify(body)}`);
}

const ROLE = '{"type":"role"';

async function openListening(
  { url }: RegistryProcess,
  agent: Agent,
  id: string,
  client: number,
  tell: () => void,
): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const welcomed = Promise.withResolvers<void>();
  const target = {
    hostname,
    port: Number(port),
    path: `/v1/sop/${id}/ws?client=role-${String(client).padStart(6, "0")}`,
    authorization: `Bearer ${agent.key}`,
  };
  const socket = await openRawSocket(target, {
    wants: (opcode) => (opcode === OPCODE.text ? "all" : "none"),
    frame(_, payload) {
      welcomed.resolve();
      if (payload.subarray(0, ROLE.length).toString("latin1") === ROLE) tell();
    },
  });
  await welcomed.promise;
  return socket;
}

/** Counts until all have been told, again and again. */
function createTally(all: number) {
  let left = all;
  let done = Promise.withResolvers<void>();
  return {
    tell() {
      if (--left === 0) done.resolve();
    },
    next(): Promise<void> {
      left = all;
      const current = Promise.withResolvers<void>();
      done = current;
      const timer = setTimeout(() => current.reject(new Error(`${left} were not told`)), GIVE_UP_MS);
      return current.promise.finally(() => clearTimeout(timer));
    },
  };
}
