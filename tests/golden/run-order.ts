import { applyPatch } from "fast-json-patch";
import type { GraphView, Patch } from "#schemas/change/types.ts";
import { scenarioGraph } from "#tests/support/builders.ts";
import { createWorld, currentGraph, submit } from "#tests/support/model.ts";
import type { World } from "#tests/support/model.ts";
import { firstDifference, valueAt } from "#tests/support/same-json.ts";
import { mismatch } from "./match-outcome.ts";
import type { Order, Scenario, ScenarioPatch } from "./scenario.ts";

const FIRST_ARRIVAL_MS = 1000;

/** Plays one order of a scenario with every invariant checked; returns all that is not as the scenario says. */
export function runOrder(scenario: Scenario, order: Order): string[] {
  const world = createWorld(startGraph(scenario), { limits: scenario.limits });
  const wrong = order.arrival.split("").flatMap((name, i) => playPatch(world, scenario, order, name, i));
  return [...wrong, ...wrongNotices(world, order), ...wrongState(world, scenario, order)];
}

function startGraph({ start }: Scenario): GraphView {
  return start === undefined
    ? scenarioGraph()
    : applyPatch(scenarioGraph(), structuredClone(start)).newDocument;
}

function playPatch(world: World, scenario: Scenario, order: Order, name: string, i: number): string[] {
  const part = scenario.patches[name];
  const expected = order.outcomes[name];
  if (part === undefined || expected === undefined) return [`no patch or outcome named ${name}`];
  world.locks.clear();
  for (const [node, peer] of Object.entries(part.locks ?? {})) world.locks.set(node, peer);
  const reply = submit(world, toPatch(name, part), part.at ?? FIRST_ARRIVAL_MS + i);
  const wrong = mismatch(expected, reply, part.ops.length);
  const effects = reply.kind === "committed" ? reply.row.effects.length : 0;
  const wanted = order.effects?.[name] ?? effects;
  return [
    ...(wrong === undefined ? [] : [`${name}: expected ${expected}, ${wrong}`]),
    ...(wanted === effects ? [] : [`${name}: expected ${wanted} effects, got ${effects}`]),
  ];
}

function toPatch(name: string, { peer, ts, base, ops, atomic, id }: ScenarioPatch): Patch {
  return { id: id ?? name, peer, ts, base, ops, atomic: atomic ?? false };
}

function wrongNotices(world: World, order: Order): string[] {
  const got = world.notices.map(({ to, code }) => `${to} ${code}`).toSorted();
  const expected = (order.notices ?? []).toSorted();
  const difference = firstDifference(expected, got);
  return difference === undefined || order.anyNotices ? [] : [`notices ${difference}`];
}

function wrongState(world: World, scenario: Scenario, order: Order): string[] {
  const graph = currentGraph(world);
  const wanted = Object.entries({ ...scenario.state, ...order.state });
  const differing = wanted.map(([pointer, value]) =>
    firstDifference(value, valueAt(graph, pointer), pointer),
  );
  const absent = [...(scenario.absent ?? []), ...(order.absent ?? [])];
  const present = absent.filter((pointer) => valueAt(graph, pointer) !== undefined);
  const version = scenario.version ?? world.state.version;
  return [
    ...differing.filter((difference) => difference !== undefined),
    ...present.map((pointer) => `${pointer} is still there`),
    ...(version === world.state.version ? [] : [`version ${world.state.version}, expected ${version}`]),
  ];
}
