import type { PatchOp } from "#schemas/change/op.ts";
import type { Json } from "#schemas/json.ts";
import { isArray, isObject } from "#schemas/json.ts";
import type { Row } from "#studio/sync/store/store.ts";
import type { Device } from "./device.ts";
import { Finding } from "./finding.ts";

/** A patch that somebody's client made. */
export interface MadeEdit {
  readonly id: string;
  readonly device: Device;
  /** Under whose name it goes: `<agent>/<client>`. */
  peer: string;
  readonly ops: readonly PatchOp[];
  /** As it was sent last: null once its history is not the registry's any more. */
  base: number | null;
  /** As it was made. */
  readonly madeOn: number | null;
  readonly ts: number;
  readonly kind: string;
  readonly atomic: boolean;
  /** Its place among its peer's. */
  order: number;
  isKept: boolean;
  /** Its author has dealt with it: discarded it, or tried it again. */
  isDropped: boolean;
  /** It was set aside, and is to go again: it has the last place in its queue then. */
  isRetried: boolean;
}

/** What else is true when a patch is sent. */
export interface SendingAround {
  /** False: its client has said that its store fails. */
  readonly isKeeping: boolean;
  /** The registry may have lost the history that it was made on. */
  readonly mayLoseBase: boolean;
  /** The registry has a result of it. */
  readonly isJudged: (peer: string, patch: string) => boolean;
}

/** Every patch that was ever on a device or on a wire. */
export class Ledger {
  readonly edits = new Map<string, MadeEdit>();
  /** Patches that were dealt with while neither a disk nor a wire had seen them. */
  readonly #dealtUnseen = new Set<string>();
  readonly #body = new Map<string, string>();
  /** Line → the place of the patch that went over it last. */
  readonly #lastOnLine = new Map<string, number>();
  #order = 0;

  /** A row came to a device's disk; most are no patch. */
  kept(device: Device, client: string, { kind, value }: Row): void {
    const made = readPatch(value);
    if (made === undefined) return;
    const edit = this.#note(device, client, made);
    edit.isKept = true;
    if (kind === "pending") this.#goesAgain(edit);
  }

  /** A client hands a patch to the network. */
  sent(device: Device, client: string, line: number, message: Json, around: SendingAround): void {
    if (!isObject(message) || message["type"] !== "patch") return;
    const made = readPatch(message);
    if (made === undefined) throw new Finding("defect", `no patch: ${JSON.stringify(message)}`);
    const known = this.edits.get(made.id);
    if (known === undefined && around.isKeeping && !device.keeps(client, made.id))
      throw new Finding("sent_before_kept", `${made.id} of ${device.agent}/${client}`);
    const edit = this.#note(device, client, made);
    this.#goesAgain(edit);
    const body = JSON.stringify([made.ops, made.ts, made.atomic]);
    const before = this.#body.get(made.id);
    if (before !== undefined && before !== body)
      throw new Finding("resend_changed", `${made.id}: ${before} became ${body}`);
    // As it was made, or none once its history was lost; a tab that has lost the news of that goes back to the first.
    const mayHave = [edit.madeOn, ...(around.mayLoseBase ? [null] : [])];
    if (known !== undefined && known.base !== made.base && !mayHave.includes(made.base))
      throw new Finding("resend_changed", `${made.id}: base ${known.base} became ${made.base}`);
    this.#body.set(made.id, body);
    edit.base = made.base;
    // An edit that waited in the queue of a tab that is gone may go on under another's name.
    edit.peer = `${device.agent}/${client}`;
    const name = `${edit.peer} ${line}`;
    // What was judged is asked for again, and changes no order.
    if (around.isJudged(edit.peer, edit.id)) return;
    if (edit.order < (this.#lastOnLine.get(name) ?? 0))
      throw new Finding("out_of_order", `${made.id} of ${edit.peer} after a later one`);
    this.#lastOnLine.set(name, edit.order);
  }

  /** Its author has discarded or tried again what was set aside of it. `goesAgain`: as it was. */
  dealtWith(patch: string, goesAgain: boolean): void {
    const edit = this.edits.get(patch);
    if (edit === undefined) return void this.#dealtUnseen.add(patch);
    edit.isDropped = true;
    edit.isRetried = goesAgain;
  }

  /** What was set aside and is sent again as it was has the last place in its queue. */
  #goesAgain(edit: MadeEdit): void {
    if (!edit.isRetried) return;
    edit.isRetried = false;
    edit.isDropped = false;
    edit.order = ++this.#order;
  }

  #note(device: Device, client: string, made: Omit<MadePart, "order">): MadeEdit {
    const known = this.edits.get(made.id);
    if (known !== undefined) return known;
    const edit: MadeEdit = {
      ...made,
      madeOn: made.base,
      device,
      peer: `${device.agent}/${client}`,
      order: ++this.#order,
      isKept: false,
      isDropped: this.#dealtUnseen.has(made.id),
      isRetried: false,
    };
    this.edits.set(made.id, edit);
    return edit;
  }
}

type MadePart = Pick<MadeEdit, "id" | "ops" | "base" | "ts" | "kind" | "atomic">;

/** What looks like a patch that was made, not like one that was committed. */
function readPatch(value: Json): MadePart | undefined {
  if (!isObject(value) || "version" in value) return undefined;
  const { id, ops, base, ts, kind, atomic } = value;
  if (typeof id !== "string" || !isArray(ops) || typeof ts !== "number") return undefined;
  return {
    id,
    ops: ops as unknown as PatchOp[],
    base: typeof base === "number" ? base : null,
    ts,
    kind: typeof kind === "string" ? kind : "edit",
    atomic: atomic === true,
  };
}
