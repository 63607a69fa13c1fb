import { isLive } from "./list.ts";
import type { Candidate, Death, Ends, Entity, List, Reg } from "./record.ts";
import type { Origin } from "./stamp.ts";
import type { SopState } from "./state.ts";

/**
 * Drops what no patch can ask for any more: everything written at or before `horizonVersion` (the newest version
 * whose arrival is older than the horizon), and what was buried before `buriedBefore` (ms). A missing stamp then
 * means "loses to everything that can still arrive". Invisible to every patch on a base since then (I12). The next row
 * tells of it: a copy that comes up to date by rows drops the same, and so reads right what later rows change.
 */
export function compactState(state: SopState, horizonVersion: number, buriedBefore: number): void {
  const age: Age = {
    isOld: (origin) => origin !== null && origin.version <= horizonVersion,
    horizonVersion,
    buriedBefore,
  };
  for (const records of [state.nodeRecords, state.edgeRecords]) {
    for (const [id, record] of records) {
      const kept = compactRecord(record, age);
      if (kept === null) records.delete(id);
      else records.set(id, kept);
    }
  }
  state.forgotten = [...state.forgotten, [horizonVersion, buriedBefore]];
  state.metaRecord = compactRecord(state.metaRecord, age) ?? { ...state.metaRecord, reg: null, lost: null };
}

interface Age {
  readonly isOld: (origin: Origin | null) => boolean;
  readonly horizonVersion: number;
  readonly buriedBefore: number;
}

/** Null: nothing is left to know. */
function compactRecord(record: Entity, age: Age): Entity | null {
  if (record.death !== null && age.isOld(record.death) && record.death.also.every(age.isOld)) return null;
  const kept: Entity = {
    birth: age.isOld(record.birth) ? null : record.birth,
    prior: record.prior !== null && age.isOld(record.prior.died) ? null : record.prior,
    death: record.death === null ? null : compactDeath(record.death, age),
    reg: record.reg === null ? null : compactReg(record.reg, age),
    ends: record.ends === null ? null : compactEnds(record.ends, age),
    lost: compactLost(record.lost, age),
  };
  return Object.values(kept).every((part) => part === null) ? null : kept;
}

function compactDeath(death: Death, age: Age): Death {
  return death.at < age.buriedBefore && death.content !== null ? { ...death, content: null } : death;
}

function compactReg(reg: Reg, age: Age): Reg | null {
  const kids: Record<string, Reg> = Object.create(null);
  for (const key in reg.kids) {
    const kid = compactReg(reg.kids[key] as Reg, age);
    if (kid !== null) kids[key] = kid;
  }
  const write = age.isOld(reg.write) ? null : reg.write;
  const list = reg.list === null ? null : compactList(reg.list, age);
  const anyKids = Object.keys(kids).length > 0;
  return write === null && list === null && !anyKids ? null : { write, list, kids: anyKids ? kids : null };
}

/**
 * Dead slots go once every death is old, and of live ones who put them there; then indices made on a base before that
 * cannot be told any more.
 */
function compactList(list: List, age: Age): List {
  const kept = list.slots.filter((slot) => isLive(slot) || !slot.deaths.every(age.isOld));
  const dropped = list.slots.filter((slot) => !kept.includes(slot)).flatMap(({ deaths }) => deaths);
  const unborn = kept.flatMap(({ born }) => (born !== null && age.isOld(born) ? [born] : []));
  const slots = kept.map((slot) => ({
    ...slot,
    born: age.isOld(slot.born) ? null : slot.born,
    reg: slot.reg === null ? null : compactReg(slot.reg, age),
  }));
  const keptFrom = [...dropped, ...unborn].reduce(
    (from, { version }) => Math.max(from, version),
    list.keptFrom,
  );
  return { slots, next: list.next, keptFrom };
}

function compactEnds(ends: Ends, age: Age): Ends | null {
  // The newest old candidate is what everybody saw who can still write: nothing below it is ever needed.
  const keep = (candidates: readonly Candidate[]): readonly Candidate[] => {
    const bottom = candidates.findLastIndex(({ mark }) => mark === null || age.isOld(mark));
    return candidates.slice(Math.max(bottom, 0)).map((c) => (age.isOld(c.mark) ? { ...c, mark: null } : c));
  };
  const kept: Ends = {
    source: keep(ends.source),
    target: keep(ends.target),
    sourceHandle: keep(ends.sourceHandle),
    targetHandle: keep(ends.targetHandle),
  };
  const bare = Object.values(kept).every((candidates: readonly Candidate[]) =>
    candidates.every(({ mark }) => mark === null),
  );
  return bare ? null : kept;
}

function compactLost(lost: Entity["lost"], age: Age): Entity["lost"] {
  if (lost === null) return null;
  const kept = Object.entries(lost).flatMap(([peer, arrays]) => {
    const young = Object.entries(arrays).filter(([, version]) => version > age.horizonVersion);
    return young.length === 0 ? [] : [[peer, Object.fromEntries(young)] as const];
  });
  return kept.length === 0 ? null : Object.fromEntries(kept);
}
