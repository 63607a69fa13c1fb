import type { PatchEvent, ServerMessage } from "#schemas/protocol/server-message.ts";
import { firstDifference } from "#tests/support/same-json.ts";
import { Finding } from "./finding.ts";
import type { Ledger } from "./ledger.ts";
import type { LogBook } from "./log-book.ts";
import type { Tab } from "./tab.ts";

type Outcome = Extract<ServerMessage, { type: "outcome" }>;

/** What the registry says: nothing before it is on disk, and nobody loses to what they had seen. */
export class Words {
  readonly #log: LogBook;
  readonly #ledger: Ledger;
  readonly #outcomes = new Map<string, Outcome["ops"]>();
  readonly #rejected = new Set<string>();

  constructor(log: LogBook, ledger: Ledger) {
    this.#log = log;
    this.#ledger = ledger;
  }

  /** What was told of ops that were not simply applied. */
  outcomeOf(id: string): Outcome["ops"] {
    return this.#outcomes.get(id) ?? [];
  }

  /** Its author was sent the news that something of it does not stand. */
  wasRejected(id: string): boolean {
    return this.#rejected.has(id);
  }

  /** A backup was put back: what is not in it was never judged, and will be judged anew. */
  wentBack(): void {
    for (const id of this.#rejected) {
      const edit = this.#ledger.edits.get(id);
      if (edit !== undefined && !this.#log.judged.has(`${edit.peer} ${id}`)) this.#rejected.delete(id);
    }
  }

  /** A message, or an array of them, is handed to the network. */
  told(text: string): void {
    if (!/^[[{]/.test(text)) return;
    const parsed = JSON.parse(text) as ServerMessage | ServerMessage[];
    for (const message of Array.isArray(parsed) ? parsed : [parsed]) this.#hear(message);
  }

  /** With nothing pending, what a client shows is its version of some history that the registry had. */
  checkConfirmed(tab: Tab): void {
    const { client } = tab;
    if (client === null || tab.gesture !== null) return;
    const { kept, sent, unkept } = client.status;
    if (kept + sent + unkept > 0 || client.version === 0 || tab.checkedVersion === client.version) return;
    tab.checkedVersion = client.version;
    const mine = client.graph();
    const known = this.#log.graphsAt(client.version);
    if (known.some((graph) => firstDifference(graph, mine) === undefined)) return;
    const difference = firstDifference(known.at(-1), mine);
    throw new Finding("view_behind", `${tab.name} at version ${client.version}: ${difference}`);
  }

  #hear(message: ServerMessage): void {
    switch (message.type) {
      case "patch":
        return this.#onDisk(message);
      case "patches":
        return message.patches.forEach((patch) => this.#onDisk(patch));
      case "init":
        if (message.version > this.#log.onDisk)
          throw new Finding(
            "told_before_disk",
            `init of version ${message.version}, ${this.#log.onDisk} on disk`,
          );
        return;
      case "outcome":
        return this.#hearOutcome(message);
      default:
    }
  }

  #onDisk({ version, id }: PatchEvent): void {
    if (version > this.#log.onDisk)
      throw new Finding("told_before_disk", `${id} as version ${version}, ${this.#log.onDisk} on disk`);
  }

  #hearOutcome({ id, ops, version, code }: Outcome): void {
    this.#outcomes.set(id, ops);
    if (code !== undefined || ops.some(({ status }) => status === "rejected")) this.#rejected.add(id);
    const edit = this.#ledger.edits.get(id);
    if (edit === undefined) return;
    if (!this.#log.judged.has(`${edit.peer} ${id}`))
      throw new Finding("told_before_disk", `the outcome of ${id} (${version})`);
    for (const result of ops) {
      const { status, by } = result;
      if (status !== "superseded" || by?.version === undefined) continue;
      const row = this.#log.rows[by.version - 1];
      const isSeen = (edit.base !== null && by.version <= edit.base) || row?.peer === edit.peer;
      if (isSeen)
        throw new Finding("seen_edit_lost", `${id} of base ${edit.base}: ${JSON.stringify(result)}`);
    }
  }
}
