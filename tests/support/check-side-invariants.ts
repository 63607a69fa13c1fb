import type { Candidate, Ends } from "#schemas/change/record.ts";
import { compareStamps } from "#schemas/change/stamp.ts";
import { graphOf } from "#schemas/change/state.ts";
import { edgesOf, type SopState } from "#schemas/change/state.ts";
import { isArray, member } from "#schemas/json.ts";
import type { JsonObject } from "#schemas/json.ts";
import { placesOf } from "./registers.ts";

const MOST_CANDIDATES = 8;
const ENDS = ["source", "target", "sourceHandle", "targetHandle"] as const;

/** What only the state's inside shows: incidence and counts (I1), removals (I5), live slots (I6), candidates (I9). */
export function checkSideInvariants(state: SopState): void {
  checkIncidence(state);
  checkRegisters(state);
  for (const [id, { ends, death }] of state.edgeRecords) {
    const edge = graphOf(state).edges[id];
    if ((death === null) !== (edge !== undefined)) throw new Error(`[I1] edge ${id} is dead and there`);
    if (ends !== null && edge !== undefined) checkEnds(id, edge, ends);
  }
  for (const [id, { death }] of state.nodeRecords) {
    if ((death === null) !== Object.hasOwn(state.nodes, id))
      throw new Error(`[I1] node ${id} is dead and there`);
  }
}

function checkIncidence(state: SopState): void {
  const { nodes, edges } = graphOf(state);
  const counts = [Object.keys(nodes).length, Object.keys(edges).length];
  if (state.nodeCount !== counts[0] || state.edgeCount !== counts[1])
    throw new Error(`[I1] counts ${counts.join()}`);
  const expected = Object.entries(edges).flatMap(([id, { source, target }]) =>
    [...new Set([source, target])].map((node) => `${node as string} ${id}`),
  );
  // Asked for once, it is kept up to date by every commit.
  edgesOf(state, "");
  const got = [...(state.incidence ?? [])].flatMap(([node, ids]) => [...ids].map((id) => `${node} ${id}`));
  if (expected.toSorted().join() !== got.toSorted().join()) throw new Error(`[I1] incidence ${got.join()}`);
}

function checkRegisters(state: SopState): void {
  for (const { pointer, reg, value } of placesOf(state)) {
    if (reg.write?.removed === true && value !== undefined)
      throw new Error(`[I5] ${pointer} is removed and there`);
    if (reg.list === null) continue;
    const live = reg.list.slots.filter(({ deaths }) => deaths.length === 0);
    if (!isArray(value) || value.length !== live.length) {
      throw new Error(`[I6] ${live.length} live slots at ${pointer}, which is ${JSON.stringify(value)}`);
    }
    if (new Set(live.map(({ element }) => element)).size !== live.length) {
      throw new Error(`[I6] an element twice at ${pointer}`);
    }
  }
}

function checkEnds(id: string, edge: JsonObject, ends: Ends): void {
  for (const key of ENDS) {
    const candidates = ends[key];
    const top = candidates.at(-1);
    if (top === undefined) continue;
    if (top.value !== (member(edge, key) ?? null))
      throw new Error(`[I9] top ${key} of ${id} is ${top.value}`);
    if (candidates.length > MOST_CANDIDATES) throw new Error(`[I9] ${candidates.length} candidates at ${id}`);
    if (!isAscending(candidates)) throw new Error(`[I9] candidates for ${key} of ${id} are out of order`);
  }
}

function isAscending(candidates: readonly Candidate[]): boolean {
  const stamps = candidates.map(({ mark }) => mark?.stamp ?? null);
  return stamps.every((stamp, i) => i === 0 || compareStamps(stamps[i - 1] ?? null, stamp) < 0);
}
