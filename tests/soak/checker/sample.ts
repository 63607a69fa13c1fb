import type { Evidence, LogRow, StoredResult, StoredRow } from "./evidence.ts";
import type { HistoryLine, MadePatch } from "./history.ts";
import type { Graph, Json } from "./json.ts";

/** Evidence that a test may doctor. */
export type Doctored = { -readonly [K in keyof Evidence]: Mutable<Evidence[K]> };
type Mutable<T> = T extends Json ? T : { -readonly [K in keyof T]: Mutable<T[K]> };

const NODE = { type: "step", position: { x: 0, y: 0 } };
const first: Graph = {
  name: "Sample",
  nodes: { a: { id: "a", ...NODE }, b: { id: "b", ...NODE } },
  edges: { ab: { id: "ab", source: "a", target: "b" } },
};

const NAME = (value: string) => [{ op: "replace", path: "/name", value }];

/**
 * A run without fault. Ann and Ben rename at once: Ben's is later and arrives first, so Ann's takes no version. Then
 * Ann, who has seen Ben's, outranks it with a slow clock; Cy, who has seen neither, loses to her though his clock is
 * ahead of hers. Ben removes node b, which takes its edge along; his edge onto it is refused and set aside.
 */
export function soundEvidence(): Doctored {
  const bens: MadePatch = { id: "b1", base: 0, ts: 200, ops: NAME("Ben") };
  const anns: MadePatch = { id: "a1", base: 0, ts: 100, ops: NAME("Ann") };
  const annsSecond: MadePatch = { id: "a2", base: 1, ts: 50, ops: NAME("Ann again") };
  const cys: MadePatch = { id: "c1", base: 0, ts: 150, ops: NAME("Cy") };
  const removal: MadePatch = { id: "b2", base: 2, ts: 300, ops: [{ op: "remove", path: "/nodes/b" }] };
  const edge = { id: "x", source: "a", target: "b" };
  const late: MadePatch = { id: "b3", base: 2, ts: 310, ops: [{ op: "add", path: "/edges/x", value: edge }] };

  const cascade = ["/edges/ab", "/nodes/b"].map((path) => ({ op: "remove", path }));
  const log: LogRow[] = [
    { version: 1, id: "b1", peer: "ben/tab", ts: 200, ops: NAME("Ben") },
    { version: 2, id: "a2", peer: "ann/tab", ts: 50, ops: NAME("Ann again") },
    { version: 3, id: "b2", peer: "ben/tab", ts: 300, ops: cascade },
  ];
  const superseded = { ops: [{ op: 0, status: "superseded" }] };
  const refused = { ops: [{ op: 0, status: "rejected", code: "dangling_edge" }] };
  const results: StoredResult[] = [
    { id: "a1", peer: "ann/tab", at: 400, outcome: superseded },
    { id: "c1", peer: "cy/tab", at: 400, outcome: superseded },
    { id: "b3", peer: "ben/tab", at: 400, outcome: refused },
  ];
  const rows: StoredRow[] = log.map((row) => ({ ...row, arrival: 1000 + row.version, outcome: null }));
  const graph: Graph = { name: "Ann again", nodes: { a: { id: "a", ...NODE } }, edges: {} };

  const final: HistoryLine = { at: "final", version: 3, pending: 0, graph };
  const histories = [
    { agent: "ann", lines: [...begin(), ...made(anns, null), ...made(annsSecond, 2), final] },
    {
      agent: "ben",
      lines: [...begin(), ...made(bens, 1), ...made(removal, 3), ...madeAndRefused(late), final],
    },
    { agent: "cy", lines: [...begin(), ...made(cys, null), final] },
  ];
  return structuredClone({
    histories,
    first,
    log,
    served: { version: 3, graph },
    stored: { version: 3, rows, results },
  }) as Doctored;
}

function begin(): HistoryLine[] {
  return [{ at: "start", client: "tab", ms: 1 }];
}

function call(patch: MadePatch): HistoryLine[] {
  return [
    { at: "call", call: patch.id, what: "edit", version: patch.base ?? 0 },
    { at: "kept", client: "tab", patch },
    { at: "made", call: patch.id, patches: [patch.id] },
    { at: "sent", patch: { id: patch.id, base: patch.base, ts: patch.ts } },
    { at: "device", call: patch.id, kept: true },
  ];
}

function made(patch: MadePatch, version: number | null): HistoryLine[] {
  return [...call(patch), { at: "end", patches: [patch.id], end: { kind: "saved", version, ops: [] } }];
}

function madeAndRefused(patch: MadePatch): HistoryLine[] {
  return [
    ...call(patch),
    { at: "aside", id: `${patch.id}.0`, patch: patch.id, kind: "refused", code: "dangling_edge" },
    { at: "end", patches: [patch.id], end: { kind: "refused", version: null, asides: [`${patch.id}.0`] } },
  ];
}
