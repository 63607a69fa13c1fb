import type { Reg } from "#schemas/change/record.ts";
import type { SopState } from "#schemas/change/state.ts";
import { graphOf } from "#schemas/change/state.ts";
import { isArray, isObject } from "#schemas/json.ts";
import type { Json } from "#schemas/json.ts";

/** One place that has registers: its pointer from the graph's root, its registers, and the value there. */
export interface Place {
  readonly pointer: string;
  readonly reg: Reg;
  /** Undefined: absent, or inside something that is. */
  readonly value: Json | undefined;
}

/** Every place with registers in the live part of a state, elements of lists under their index. */
export function* placesOf(state: SopState): Generator<Place> {
  const graph = graphOf(state);
  for (const [name, records] of [
    ["nodes", state.nodeRecords],
    ["edges", state.edgeRecords],
  ] as const) {
    for (const [id, { reg, death }] of records) {
      if (death === null && reg !== null)
        yield* below({ pointer: `/${name}/${id}`, reg, value: graph[name][id] });
    }
  }
  const { reg } = state.metaRecord;
  if (reg !== null) yield* below({ pointer: "", reg, value: state.meta });
}

function* below(place: Place): Generator<Place> {
  yield place;
  const { pointer, reg, value } = place;
  for (const [key, kid] of Object.entries(reg.kids ?? {})) {
    const inner = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    yield* below({ pointer: `${pointer}/${key}`, reg: kid, value: inner });
  }
  const live = (reg.list?.slots ?? []).filter(({ deaths }) => deaths.length === 0);
  for (const [i, slot] of live.entries()) {
    const inner = isArray(value) ? value[i] : undefined;
    if (slot.reg !== null) yield* below({ pointer: `${pointer}/${i}`, reg: slot.reg, value: inner });
  }
}
