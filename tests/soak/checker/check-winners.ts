import type { Breach, Evidence, LogRow } from "./evidence.ts";
import { peerAndId, type Facts } from "./facts.ts";
import type { MadePatch } from "./history.ts";
import { firstDifference, type Json } from "./json.ts";
import { compareStamps, stampOver, type Entry, type Stamp } from "./stamps.ts";

/** What stands at a place, and why. */
interface Written {
  readonly stamp: Stamp;
  readonly value: Json | undefined;
}

/**
 * Last write wins, worked out anew: base and time come from the histories, the order of arrival from the log. Only
 * places that nothing but patches of one `replace` at exactly that place ever touched: there the rule stands alone.
 */
export function checkWinners({ log, served, stored }: Evidence, facts: Facts): Breach[] {
  const breaches: Breach[] = [];
  const places = plainPlaces(log, facts);
  const standing = new Map<string, Written>();
  const stamps = new Map<string, Stamp[]>();
  for (const row of log) {
    const key = peerAndId(row.peer, row.id);
    const made = facts.patches.get(key)?.made;
    const op = made?.ops[0];
    if (made === undefined || op === undefined || !places.has(op.path)) continue;
    if (facts.rows.get(key)?.outcome?.ops.some(({ status }) => status === "rejected") === true) continue;
    const before = standing.get(op.path);
    const own: Entry = { ms: row.ts, peer: row.peer, version: row.version, op: 0 };
    const sees = (entry: Entry) => hasSeen(made, row.peer, entry);
    const stamp = stampOver(before?.stamp ?? [], own, sees);
    const isSeen = before === undefined || sees(before.stamp.at(-1) as Entry);
    if (!isSeen && compareStamps(stamp, before.stamp) < 0)
      breaches.push({ rule: "winner", detail: `version ${row.version} should have lost at ${op.path}` });
    else standing.set(op.path, { stamp, value: op.value });
    stamps.set(op.path, [...(stamps.get(op.path) ?? []), stamp]);
  }
  for (const [path, { value }] of standing) {
    const found = valueAt(served.graph, path);
    if (firstDifference(found, value) !== undefined)
      breaches.push({
        rule: "winner",
        detail: `${path} is ${JSON.stringify(found)}, the winner wrote ${JSON.stringify(value)}`,
      });
  }
  for (const { peer, id, at, outcome } of stored.results) {
    const made = facts.patches.get(peerAndId(peer, id))?.made;
    const op = made?.ops[0];
    if (made === undefined || op === undefined || !places.has(op.path)) continue;
    if (outcome.ops[0]?.status !== "superseded") continue;
    const own: Entry = { ms: Math.min(made.ts, at), peer, version: Infinity, op: 0 };
    const sees = (entry: Entry) => hasSeen(made, peer, entry);
    const isBeaten = (stamp: Stamp) =>
      !sees(stamp.at(-1) as Entry) && compareStamps(stamp, stampOver(stamp, own, sees)) > 0;
    if (!(stamps.get(op.path) ?? []).some(isBeaten))
      breaches.push({ rule: "winner", detail: `${peer} ${id} lost at ${op.path}, and nothing beats it` });
  }
  return breaches;
}

/** Places where every patch that comes near is one `replace` of exactly it. */
function plainPlaces(log: readonly LogRow[], { patches }: Facts): Set<string> {
  const plain = new Set<string>();
  const others = new Set<string>();
  for (const { made } of patches.values()) {
    const [op] = made.ops;
    if (made.ops.length === 1 && op?.op === "replace") plain.add(op.path);
    else
      for (const { path, from } of made.ops) for (const p of [path, from]) if (p !== undefined) others.add(p);
  }
  // Effects too: what goes with a removal stands in nobody's patch.
  for (const { ops } of log) for (const { path } of ops) if (!plain.has(path)) others.add(path);
  const all = [...plain, ...others];
  return new Set(
    [...plain].filter(
      (place) =>
        !others.has(place) &&
        !HAS_OTHER_RULES.test(place) &&
        !all.some((path) => path !== place && areNested(path, place)),
    ),
  );
}

/** An element has no fixed place: another's list op shifts it. An edge's end falls back when the node that it was put on goes. */
const HAS_OTHER_RULES = /^\/edges\/|\/(\d+|-)(\/|$)/;

function areNested(a: string, b: string): boolean {
  return a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

function hasSeen(made: MadePatch, peer: string, entry: Entry): boolean {
  return entry.peer === peer || (made.base !== null && entry.version <= made.base);
}

function valueAt(graph: unknown, path: string): unknown {
  return path
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (value, token) =>
        (value as { [key: string]: unknown } | undefined)?.[
          token.replaceAll("~1", "/").replaceAll("~0", "~")
        ],
      graph,
    );
}
