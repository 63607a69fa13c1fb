import type { Json, JsonObject } from "../json.ts";
import type { Candidate, Death, DeathCause, Ends, Entity } from "./record.ts";
import { decodeReg, encodeReg } from "./reg-codec.ts";
import type { Origin } from "./stamp.ts";
import { decodeMark, decodeOrigin, encodeMark, encodeOrigin, type Own } from "./stamp-codec.ts";

/** What differs between two records, by identity: b(irth), p(rior), d(eath), r(egisters), x (ends), l(ost frames). */
export function encodeRecord(old: Entity, now: Entity, own: Own | null): Json {
  return {
    ...(old.birth !== now.birth && { b: now.birth === null ? 0 : encodeMark(now.birth, own) }),
    ...(old.prior !== now.prior && { p: encodePrior(now.prior, own) }),
    ...(old.death !== now.death && { d: now.death === null ? 0 : encodeDeath(now.death, own) }),
    ...(old.reg !== now.reg && { r: encodeReg(old.reg, now.reg, own) }),
    ...(old.ends !== now.ends && { x: now.ends === null ? 0 : encodeEnds(now.ends, own) }),
    ...(old.lost !== now.lost && { l: now.lost ?? 0 }),
  };
}

/** The record that `encodeRecord` wrote down against `old`. */
export function decodeRecord(old: Entity, json: Json, own: Own | null): Entity {
  const { b, p, d, r, x, l } = json as JsonObject;
  return {
    birth: b === undefined ? old.birth : b === 0 ? null : decodeMark(b, own),
    prior: p === undefined ? old.prior : decodePrior(p, own),
    death: d === undefined ? old.death : d === 0 ? null : decodeDeath(d as JsonObject, own),
    reg: r === undefined ? old.reg : decodeReg(old.reg, r, own),
    ends: x === undefined ? old.ends : x === 0 ? null : decodeEnds(x as JsonObject, own),
    lost: l === undefined ? old.lost : l === 0 ? null : (l as unknown as Entity["lost"]),
  };
}

function encodePrior(prior: Entity["prior"], own: Own | null): Json {
  return prior === null ? 0 : [encodeOrigin(prior.born, own), encodeOrigin(prior.died, own)];
}

function decodePrior(json: Json, own: Own | null): Entity["prior"] {
  if (json === 0) return null;
  const [born, died] = json as [Json, Json];
  return { born: decodeOrigin(born, own), died: decodeOrigin(died, own) as Origin };
}

function encodeDeath(death: Death, own: Own | null): Json {
  return {
    m: encodeMark(death, own),
    at: death.at,
    c: death.cause,
    ...(death.also.length > 0 && { a: death.also.map((origin) => encodeOrigin(origin, own)) }),
    ...(death.content !== null && { v: death.content }),
  };
}

function decodeDeath(json: JsonObject, own: Own | null): Death {
  const also = ((json.a ?? []) as readonly Json[]).map((origin) => decodeOrigin(origin, own) as Origin);
  return {
    ...decodeMark(json.m as Json, own),
    at: json.at as number,
    cause: json.c as DeathCause,
    also,
    content: (json.v as JsonObject | undefined) ?? null,
  };
}

const END_KEYS = ["source", "target", "sourceHandle", "targetHandle"] as const;

function encodeEnds(ends: Ends, own: Own | null): Json {
  const encode = ({ value, mark }: Candidate): Json => [value, mark === null ? 0 : encodeMark(mark, own)];
  return Object.fromEntries(
    END_KEYS.filter((key) => ends[key].length > 0).map((key) => [key, ends[key].map(encode)]),
  );
}

function decodeEnds(json: JsonObject, own: Own | null): Ends {
  const decode = (candidate: Json): Candidate => {
    const [value, mark] = candidate as [string | null, Json];
    return { value, mark: mark === 0 ? null : decodeMark(mark, own) };
  };
  const of = (key: keyof Ends) => ((json[key] ?? []) as readonly Json[]).map(decode);
  return {
    source: of("source"),
    target: of("target"),
    sourceHandle: of("sourceHandle"),
    targetHandle: of("targetHandle"),
  };
}
