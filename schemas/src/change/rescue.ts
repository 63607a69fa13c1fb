import type { Json, JsonObject } from "../json.ts";
import { pathOf, recordIn, savepoint, setEntity, setRecord, type Draft, rollBack } from "./draft.ts";
import { refuseEnd, writeEnd } from "./ends.ts";
import { buriedIn, tombstoneOf } from "./life.ts";
import type { EndKey } from "./record.ts";
import { valueOf, type Ref } from "./state.ts";
import { isRefused, MERGED, refuse, type Verdict } from "./verdict.ts";

/** T7: a re-target which the remover had not seen brings an edge back that fell by cascade, if both ends live then. */
export function rescueEdge(draft: Draft, ref: Ref, key: EndKey, node: Json): Verdict {
  const record = recordIn(draft, ref);
  const death = tombstoneOf(draft, record);
  const buried = death === null ? null : buriedIn(draft, death);
  if (death === null || death.cause !== "cascade" || buried === null) return refuse("deleted", death);
  const start = savepoint(draft);
  setRecord(draft, ref, { ...record, death: null });
  setEntity(draft, ref, buried);
  const verdict = writeEnd(draft, ref, key, node);
  const edge = valueOf(draft.state, ref) as JsonObject;
  const refusal = isRefused(verdict)
    ? verdict
    : (refuseEnd(draft, edge.source) ?? refuseEnd(draft, edge.target));
  if (refusal !== null) {
    rollBack(draft, start);
    return isRefused(verdict) ? verdict : refuse("deleted", death);
  }
  draft.effects.length = start.effects;
  draft.effects.push({ op: "add", path: pathOf(ref, []), value: edge });
  return MERGED;
}
