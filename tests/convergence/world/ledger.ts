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
  readonly ts: number;
  readonly kind: string;
  /** Its place among its peer's. */
  order: number;
  isKept: boolean;
  /** Its author has dealt with it: discarded it, or tried it again. */
  isDropped: boolean;
}

/** Every patch that was ever on a device or on a wire. */
export class Ledger {
  readonly edits = new Map<string, MadeEdit>();
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
    // What was set aside and is sent again as it was has the last place in its queue.
    if (kind === "pending") edit.order = ++this.#order;
  }

  /** A client hands a patch to the network. `isKeeping` false: it has said that its store fails. */
  sent(device: Device, client: string, line: number, message: Json, isKeeping: boolean): void {
    if (!isObject(message) || message["type"] !== "patch") return;
    const made = readPatch(message);
    if (made === undefined) throw new Finding("defect", `no patch: ${JSON.stringify(message)}`);
    const known = this.edits.get(made.id);
    if (known === undefined && isKeeping && !device.keeps(client, made.id))
      throw new Finding("sent_before_kept", `${made.id} of ${device.agent}/${client}`);
    const edit = this.#note(device, client, made);
    const body = JSON.stringify([made.ops, made.ts]);
    const before = this.#body.get(made.id);
    if (before !== undefined && before !== body)
      throw new Finding("resend_changed", `${made.id}: ${before} became ${body}`);
    // That a base was lost is forgotten with the tab, where there was no room to keep it.
    const isForgotten = device.wasDiskFull && known?.base === null;
    if (known !== undefined && known.base !== made.base && made.base !== null && !isForgotten)
      throw new Finding("resend_changed", `${made.id}: base ${known.base} became ${made.base}`);
    this.#body.set(made.id, body);
    edit.base = made.base;
    // An edit that waited in the queue of a tab that is gone may go on under another's name.
    edit.peer = `${device.agent}/${client}`;
    const name = `${edit.peer} ${line}`;
    if (edit.order < (this.#lastOnLine.get(name) ?? 0))
      throw new Finding("out_of_order", `${made.id} of ${edit.peer} after a later one`);
    this.#lastOnLine.set(name, edit.order);
  }

  #note(device: Device, client: string, made: Omit<MadePart, "order">): MadeEdit {
    const known = this.edits.get(made.id);
    if (known !== undefined) return known;
    const edit: MadeEdit = {
      ...made,
      device,
      peer: `${device.agent}/${client}`,
      order: ++this.#order,
      isKept: false,
      isDropped: false,
    };
    this.edits.set(made.id, edit);
    return edit;
  }
}

type MadePart = Pick<MadeEdit, "id" | "ops" | "base" | "ts" | "kind">;

/** What looks like a patch that was made, not like one that was committed. */
function readPatch(value: Json): MadePart | undefined {
  if (!isObject(value) || "version" in value) return undefined;
  const { id, ops, base, ts, kind } = value;
  if (typeof id !== "string" || !isArray(ops) || typeof ts !== "number") return undefined;
  return {
    id,
    ops: ops as unknown as PatchOp[],
    base: typeof base === "number" ? base : null,
    ts,
    kind: typeof kind === "string" ? kind : "edit",
  };
}
