import { applyPatch } from "rfc6902";
import type { Append, PatchRecord } from "#registry/storage/storage.ts";
import type { Effect } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { checkGraph } from "#schemas/graph/check-graph.ts";
import { Graph } from "#schemas/graph/graph.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { copyJson } from "#tests/support/same-json.ts";
import type { Database } from "./database.ts";
import { Finding } from "./finding.ts";

/** A row that is or was on disk. */
export interface BookedRow extends Omit<PatchRecord, "ops"> {
  readonly ops: readonly Effect[];
  /** The graph before and after it, by another library. */
  readonly before: GraphView;
  readonly after: GraphView;
}

/** What a backup holds. */
export interface BookCopy {
  readonly rows: readonly BookedRow[];
  readonly judged: ReadonlySet<string>;
}

/** What came to the registry's disk, version by version, replayed by another JSON Patch library as it comes. */
export class LogBook {
  /** The present history, from version 1. */
  rows: BookedRow[] = [];
  /** Every row that ever was on disk, by its head: a restored backup loses some. */
  readonly everOnDisk = new Map<string, BookedRow>();
  /** `<peer> <id>` of every result that was ever on disk. */
  readonly everJudged = new Set<string>();
  /** Those of them that the registry has now. */
  judged = new Set<string>();
  /** A backup was put back: what was judged since may have been judged anew. */
  hasGoneBack = false;
  /** The newest version on disk. */
  onDisk = 0;
  /** Patch id → the peer under which it is in the present log. */
  readonly #peerById = new Map<string, string>();
  readonly #database: Database;
  readonly #sop: string;
  /** The graph at version 0. */
  readonly first: GraphView;
  readonly #trueNow: () => number;
  readonly #heard: (row: BookedRow) => void;

  constructor(
    database: Database,
    sop: string,
    first: GraphView,
    trueNow: () => number,
    heard: (row: BookedRow) => void,
  ) {
    this.#database = database;
    this.#sop = sop;
    this.first = first;
    this.#trueNow = trueNow;
    this.#heard = heard;
  }

  get version(): number {
    return this.rows.length;
  }

  get graph(): GraphView {
    return this.rows.at(-1)?.after ?? this.first;
  }

  /** The graphs that this version ever was, the present one last: a restored backup begins another history. */
  graphsAt(version: number): GraphView[] {
    const rows = [...this.everOnDisk.values()].filter((row) => row.version === version);
    return version === 0 ? [this.first] : rows.map(({ after }) => after);
  }

  /** What an append brought, noted before anybody can be told of it. */
  wrote(group: readonly Append[]): void {
    for (const { results, rows } of group) {
      for (const { peer, id } of results) {
        this.judged.add(`${peer} ${id}`);
        this.everJudged.add(`${peer} ${id}`);
      }
      this.onDisk = rows.at(-1)?.version ?? this.onDisk;
    }
  }

  /** Takes in what is on disk beyond what was known. */
  async catchUp(): Promise<void> {
    const { log } = this.#database.storage;
    for (;;) {
      const news = await log.patches(this.#sop, this.version, 500);
      for (const row of news) this.#take(row);
      if (news.length < 500) return;
    }
  }

  /** What a backup holds that is made now. */
  copy(): BookCopy {
    return { rows: [...this.rows], judged: new Set(this.judged) };
  }

  /** A backup was put back: what is not in it was never judged, and will be judged anew. */
  wentBack({ rows, judged }: BookCopy): void {
    this.hasGoneBack = true;
    this.rows = [...rows];
    this.judged = new Set(judged);
    this.onDisk = this.version;
    this.#peerById.clear();
    for (const { id, peer } of rows) this.#peerById.set(id, peer);
  }

  /** A patch is in the present history. */
  has(id: string): boolean {
    return this.#peerById.has(id);
  }

  #take({ ops: text, ...row }: PatchRecord): void {
    const { version, id, peer, ts, arrival, head } = row;
    if (version !== this.version + 1) throw new Finding("version_gap", `${version} after ${this.version}`);
    if (ts > arrival || arrival > this.#trueNow())
      throw new Finding(
        "late_ts",
        `version ${version}: ts ${ts}, arrival ${arrival}, now ${this.#trueNow()}`,
      );
    const twin = this.#peerById.get(id);
    if (twin !== undefined) throw new Finding("twice_in_log", `${id} by ${twin}, and again by ${peer}`);
    const ops = JSON.parse(text) as Effect[];
    const before = this.graph;
    const after = applyStrictly(before, ops, version);
    checkWhole(after, version);
    const booked = { ...row, ops, before, after };
    this.#peerById.set(id, peer);
    this.rows.push(booked);
    this.#heard(booked);
    this.everOnDisk.set(head, booked);
  }
}

function applyStrictly(before: GraphView, ops: readonly Effect[], version: number): GraphView {
  const after = copyJson(before);
  const wrong = applyPatch(after, copyJson(ops) as Effect[]).find((error) => error !== null);
  if (wrong)
    throw new Finding("strict_effects", `version ${version}: ${wrong.message} in ${JSON.stringify(ops)}`);
  return after;
}

function checkWhole(graph: GraphView, version: number): void {
  const parsed = Graph.safeParse(graph);
  const fault = parsed.success ? checkGraph(parsed.data, DEFAULT_LIMITS)?.message : parsed.error.message;
  if (fault !== undefined) throw new Finding("invariants", `version ${version}: ${fault}`);
}
