import type { Json } from "#schemas/json.ts";
import type { Side } from "#schemas/change/side.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { Envelope, Role } from "#schemas/protocol/document.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";
import type { MadePatch } from "../core/pending.ts";
import type { Row, Write } from "../store/store.ts";
import type { Aside } from "../types.ts";

/** What a queue knows beside its rows of patches: where its confirmed graph stands, and whose it is. */
export interface Standing {
  /** Of the graph row; the patch rows come on top. */
  readonly version: number;
  readonly head: string;
  /** Whose edits these are: no other agent may send them. */
  readonly peer: string;
  readonly role: Role;
  readonly envelope: Partial<Envelope>;
  /** The registry's clock against this machine's, ms. */
  readonly offset: number;
  /** The latest that anything in the graph counts as, ms on the registry's clock. */
  readonly newest?: number;
}

/** A patch that was not answered, and its place in the queue. */
export interface StoredPatch {
  readonly seq: number;
  readonly made: MadePatch;
}

/** Everything that a queue holds, as it is read back. */
export interface StoredQueue {
  readonly standing: Standing | null;
  readonly graph: GraphView | null;
  /** What stands beside the graph. */
  readonly side: Side;
  readonly patches: readonly PatchEvent[];
  readonly pending: readonly StoredPatch[];
  /** Ids of those that the confirmed graph holds already: they wait only to be told how they fared. */
  readonly inGraph: ReadonlySet<string>;
  readonly asides: readonly Aside[];
  readonly seen: readonly string[];
  readonly steps: readonly Row[];
  /** My latest judged patch that this device knows of; null: none. */
  readonly judged: string | null;
  /** The graph is another queue's: this one has nothing of its own yet. */
  readonly isBorrowed?: boolean;
}

/** A place in a queue as a key that sorts like the number. */
function keyOf(number: number): string {
  return String(number).padStart(16, "0");
}

const ONLY = "0";
const put = (kind: string, key: string, value: unknown): Write => ({
  put: { kind, key, value: value as Json },
});

/** The writes that a queue is made of, by what they keep. */
export const KEEP = {
  standing: (standing: Standing) => put("standing", ONLY, standing),
  /** A whole confirmed graph, in the place of all that was kept of it before. */
  graph: (graph: GraphView, side: Side): Write[] => [
    { clear: "patch" },
    put("graph", ONLY, graph),
    put("side", ONLY, side),
  ],
  patch: (event: PatchEvent) => put("patch", keyOf(event.version), event),
  pending: (seq: number, made: MadePatch) => put("pending", keyOf(seq), made),
  answered: (seq: number): Write => ({ remove: { kind: "pending", key: keyOf(seq) } }),
  inGraph: (ids: readonly string[]): Write =>
    ids.length === 0 ? { remove: { kind: "in_graph", key: ONLY } } : put("in_graph", ONLY, ids),
  judged: (id: string) => put("judged", ONLY, id),
  aside: (aside: Aside) => put("aside", aside.id, aside),
  asideGone: (id: string): Write => ({ remove: { kind: "aside", key: id } }),
  /** A notice that the user has dealt with, until the registry was told. */
  seen: (notice: string) => put("seen", notice, true),
  told: (notice: string): Write => ({ remove: { kind: "seen", key: notice } }),
} as const;

/** Reads rows back; what a newer or broken client wrote beside them is left alone. */
export function readStoredQueue(rows: readonly Row[]): StoredQueue {
  const of = <T>(kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ value }) => value as unknown as T);
  return {
    standing: of<Standing>("standing")[0] ?? null,
    graph: of<GraphView>("graph")[0] ?? null,
    side: of<Side>("side")[0] ?? {},
    patches: of<PatchEvent>("patch"),
    pending: rows
      .filter(({ kind }) => kind === "pending")
      .map(({ key, value }) => ({ seq: Number(key), made: value as unknown as MadePatch })),
    inGraph: new Set(of<readonly string[]>("in_graph")[0]),
    asides: of<Aside>("aside").toSorted((a, b) => a.at - b.at),
    seen: rows.filter(({ kind }) => kind === "seen").map(({ key }) => key),
    judged: of<string>("judged")[0] ?? null,
    steps: rows.filter(({ kind }) => kind === "step"),
  };
}
