import { equalJson, isObject, type Json, type JsonObject } from "../json.ts";
import { isEntityId } from "../ids.ts";
import { ownOrigin, pathOf, recordIn, setEntity, setRecord, type Draft } from "./draft.ts";
import { END_KEYS, HANDLE_OF, refuseEnd, writeEnd, writeHandle } from "./ends.ts";
import { hasSeenDeath, livedInFrame, stampOver } from "./frame.ts";
import { buriedIn, refuseIfLocked, refuseUnlessLiving, tombstoneOf } from "./life.ts";
import { BLANK, type Death, EMPTY_REG } from "./record.ts";
import { compareStamps, lastEntry } from "./stamp.ts";
import { valueOf, type Ref } from "./state.ts";
import { differences } from "./three-way.ts";
import { APPLIED, combine, isRefused, MERGED, NOOP, refuse, supersededBy, type Verdict } from "./verdict.ts";
import { writeAt } from "./write.ts";

/** T4, T5, T6: an entity comes in, comes back, or is replaced where its author saw it alive. */
export function addEntity(draft: Draft, ref: Ref, value: Json): Verdict {
  const refusal = refuseShape(draft, ref, value) ?? refuseIfLocked(draft, ref);
  if (refusal !== null) return refusal;
  const given = value as JsonObject;
  const record = recordIn(draft, ref);
  const current = valueOf(draft.state, ref);
  const death = current === undefined ? tombstoneOf(draft, record) : null;
  if (livedInFrame(draft, ref, { ...record, death }, current !== undefined)) {
    return death === null ? replaceLiving(draft, ref, given) : refuse("deleted", death);
  }
  if (current !== undefined) return equalJson(current, given) ? NOOP : refuse("duplicate_id", record.birth);
  if (death !== null) return returnEntity(draft, ref, given, death);
  return bear(draft, ref, given);
}

/** T5: a whole entity is replaced by somebody who saw it. */
export function replaceEntity(draft: Draft, ref: Ref, value: Json): Verdict {
  return (
    refuseUnlessLiving(draft, ref) ??
    refuseShape(draft, ref, value) ??
    refuseIfLocked(draft, ref) ??
    replaceLiving(draft, ref, value as JsonObject)
  );
}

function bear(draft: Draft, ref: Ref, value: JsonObject): Verdict {
  const { limits } = draft.ctx;
  const full =
    ref.kind === "node" ? draft.state.nodeCount >= limits.nodes : draft.state.edgeCount >= limits.edges;
  if (full)
    return refuse(
      "limit",
      null,
      `a graph holds at most ${limits[`${ref.kind}s` as "nodes" | "edges"]} ${ref.kind}s`,
    );
  if (ref.kind === "edge") {
    const refusal = refuseEnd(draft, value.source) ?? refuseEnd(draft, value.target);
    if (refusal !== null) return refusal;
  }
  const { lost } = recordIn(draft, ref);
  setRecord(draft, ref, { ...BLANK, lost, birth: { stamp: stampOver(draft, []), ...ownOrigin(draft) } });
  setEntity(draft, ref, value);
  return APPLIED;
}

function replaceLiving(draft: Draft, ref: Ref, value: JsonObject): Verdict {
  const current = valueOf(draft.state, ref) as JsonObject;
  if (ref.kind === "node") {
    if (current.type !== value.type) return refuse("invalid", null, "the type of a node never changes");
    return writeAt(draft, ref, [], { value, mustExist: false });
  }
  return combine(writeEdge(draft, ref, value));
}

/** Every member of an edge that the given value has or takes away. */
function writeEdge(draft: Draft, ref: Ref, value: JsonObject): Verdict[] {
  const parts: Verdict[] = [];
  for (const end of END_KEYS) {
    parts.push(writeEnd(draft, ref, end, value[end]));
    const handle = HANDLE_OF[end];
    const current = valueOf(draft.state, ref) as JsonObject;
    if (value[handle] !== undefined || current[handle] !== undefined) {
      parts.push(writeHandle(draft, ref, handle, value[handle], false));
    }
  }
  const current = valueOf(draft.state, ref) as JsonObject;
  for (const key of new Set([...Object.keys(current), ...Object.keys(value)])) {
    if (key === "id" || key in HANDLE_OF || key === "sourceHandle" || key === "targetHandle") continue;
    parts.push(writeAt(draft, ref, [key], { value: value[key], mustExist: false }));
  }
  return parts;
}

/** T4: what was buried comes back with its old stamps, and what the given value says otherwise is written over it. */
function returnEntity(draft: Draft, ref: Ref, given: JsonObject, death: Death): Verdict {
  const record = recordIn(draft, ref);
  const stamp = stampOver(draft, [{ stamp: death.stamp, seen: hasSeenDeath(draft, ref, record) }]);
  if (compareStamps(stamp, death.stamp) < 0) return supersededBy(lastEntry(death.stamp));
  const buried = buriedIn(draft, death);
  if (buried !== null && buried.type !== given.type)
    return refuse("invalid", null, "the type of a node never changes");
  const born = record.birth === null ? null : { version: record.birth.version, peer: record.birth.peer };
  const life = {
    birth: { stamp, ...ownOrigin(draft) },
    prior: { born, died: { version: death.version, peer: death.peer } },
    death: null,
  };
  const effects = draft.effects.length;
  // What it was is forgotten, a week after: then all of it is written now.
  const anew = { reg: { ...EMPTY_REG, write: { ...life.birth, removed: false, born: null } }, ends: null };
  setRecord(draft, ref, { ...record, ...life, ...(buried === null && anew) });
  setEntity(draft, ref, buried ?? given);
  const parts = buried === null ? [] : mergeInto(draft, ref, buried, given);
  const refused = parts.find(isRefused) ?? (ref.kind === "edge" ? refuseDanglingEnds(draft, ref) : null);
  if (refused !== null && refused !== undefined) return refused;
  draft.effects.length = effects;
  const value = valueOf(draft.state, ref) as JsonObject;
  draft.effects.push({ op: "add", path: pathOf(ref, []), value });
  return equalJson(value, given) ? APPLIED : MERGED;
}

function mergeInto(draft: Draft, ref: Ref, buried: JsonObject, given: JsonObject): Verdict[] {
  if (ref.kind === "edge") {
    const ends = END_KEYS.filter((end) => buried[end] !== given[end]).map((end) =>
      writeEnd(draft, ref, end, given[end]),
    );
    const handles = Object.values(HANDLE_OF)
      .filter((key) => buried[key] !== given[key])
      .map((key) => writeHandle(draft, ref, key, given[key], false));
    const label =
      buried.label === given.label
        ? []
        : [writeAt(draft, ref, ["label"], { value: given.label, mustExist: false })];
    return [...ends, ...handles, ...label];
  }
  return differences(buried, given, "whole").map(({ tokens, value }) =>
    writeAt(draft, ref, tokens.map(String), { value, mustExist: false }),
  );
}

function refuseDanglingEnds(draft: Draft, ref: Ref): Verdict | null {
  const edge = valueOf(draft.state, ref) as JsonObject;
  return refuseEnd(draft, edge.source) ?? refuseEnd(draft, edge.target);
}

/** D3, N6, O2: the value must be an entity under its own id, valid by schema. */
function refuseShape(draft: Draft, ref: Ref, value: Json): Verdict | null {
  if (!isEntityId(ref.id)) return refuse("invalid_id", null, "not an id");
  if (!isObject(value)) return refuse("invalid", null, `a ${ref.kind} is an object`);
  if (value.id !== ref.id) return refuse("invalid_id", null, "the id of an entity equals its key");
  const wrong = ref.kind === "node" ? draft.ctx.rules.checkNode(value) : draft.ctx.rules.checkEdge(value);
  return wrong === undefined ? null : refuse("invalid", null, wrong);
}
