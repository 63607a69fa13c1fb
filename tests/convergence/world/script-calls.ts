import { copyJson } from "#tests/support/same-json.ts";
import type { Device } from "./device.ts";
import { EDIT_KINDS } from "./edit-kinds.ts";
import { Finding } from "./finding.ts";
import { Machine } from "./machine.ts";
import { REGISTRY_URL } from "./network.ts";
import { createSimFetch } from "./sim-fetch.ts";
import type { World } from "./world.ts";

const KIND_WEIGHTS = Object.fromEntries(Object.entries(EDIT_KINDS).map(([name, [weight]]) => [name, weight]));

/** An agent edits by `PATCH` or `PUT`, and calls again with the same key until it is answered. */
export function callBeside(world: World): void {
  const device = world.chance.pick(world.devices);
  const kind = world.chance.weighted(KIND_WEIGHTS);
  const graph = copyJson(world.log.graph);
  const ops = EDIT_KINDS[kind]?.[1]({ graph, chance: world.chance, tag: world.tag() });
  if (ops === undefined) return;
  const lag = world.chance.int(3);
  // Who sends a whole graph says which one it was made of: with an older base what is new since would be theirs, again.
  const isWhole = ops.some(({ path }) => path === "" || path === "/nodes" || path === "/edges");
  const base = Math.max(0, world.log.version - (isWhole ? 0 : lag));
  const client = `script-${world.chance.int(3)}`;
  if (world.chance.hits(0.1)) {
    const body = { graph: { ...graph, description: world.tag() } };
    const query = `base=${world.log.version}&client=${client}`;
    return begin(world, put(world, device, `${REGISTRY_URL}/v1/sop/${world.sop}?${query}`, body));
  }
  const query = new URLSearchParams({ client, base: String(base), atomic: String(world.chance.hits(0.5)) });
  const url = `${REGISTRY_URL}/v1/sop/${world.sop}?${query}`;
  begin(world, patch(world, device, url, `${device.agent}/${client}`, ops));
}

function begin(world: World, call: Promise<void>): void {
  const watched: Promise<void> = call
    .catch((error: unknown) => world.failed(error))
    .finally(() => world.calls.delete(watched));
  world.calls.add(watched);
}

async function patch(world: World, device: Device, url: string, peer: string, ops: unknown): Promise<void> {
  const machine = new Machine(world.timeline);
  const fetch = createSimFetch(world.network, device, machine);
  const id = `call-${world.chance.name(12)}`;
  const headers = {
    authorization: `Bearer ${device.key}`,
    "content-type": "application/json-patch+json",
    "idempotency-key": id,
  };
  const init = { method: "PATCH", headers, body: JSON.stringify(ops) };
  for (;;) {
    const status = await fetch(url, { ...init, signal: after(machine, PATIENCE_MS) }).then(
      ({ status }) => status,
      () => null,
    );
    const isOnDisk = world.log.everJudged.has(`${peer} ${id}`);
    if (status === 200 && !isOnDisk) throw new Finding("saved_not_on_disk", `${id} of ${peer}, by a call`);
    if (status !== null && status < 500 && status !== 429) return;
    await machine.rest(world.chance.between(500, 5000));
  }
}

async function put(world: World, device: Device, url: string, body: unknown): Promise<void> {
  const machine = new Machine(world.timeline);
  const fetch = createSimFetch(world.network, device, machine);
  const headers = { authorization: `Bearer ${device.key}`, "content-type": "application/json" };
  const signal = after(machine, PATIENCE_MS);
  await fetch(url, { method: "PUT", headers, body: JSON.stringify(body), signal }).catch(() => {});
}

/** Where nobody answers, the caller gives up some time. */
const PATIENCE_MS = 30_000;

function after(machine: Machine, ms: number): AbortSignal {
  const controller = new AbortController();
  machine.after(ms, () => controller.abort());
  return controller.signal;
}
