import type { EditEnd, EditReceipt } from "#studio/sync/types.ts";
import { Finding } from "./finding.ts";
import type { LogBook } from "./log-book.ts";
import type { Tab } from "./tab.ts";

/** What a client promised for an edit, and how it ended. */
interface Given {
  readonly patches: readonly string[];
  readonly peer: string;
  isOnDevice: boolean;
  end: EditEnd | null;
  isChecked: boolean;
}

/** The promises that clients gave: what is said to be saved must be. */
export class Promises {
  readonly #given = new Map<string, Given>();

  watch(tab: Tab, { patches, onDevice, end }: EditReceipt): void {
    const peer = `${tab.device.agent}/${tab.client?.client ?? ""}`;
    const given: Given = { patches, peer, isOnDevice: false, end: null, isChecked: false };
    const [first] = patches;
    if (first === undefined) return;
    this.#given.set(first, given);
    void onDevice.then((isKept) => (given.isOnDevice = isKept));
    void end.then((result) => (given.end = result));
  }

  /** Patches that were said to be on the device. */
  *onDevice(): Generator<string> {
    for (const { patches, isOnDevice } of this.#given.values()) if (isOnDevice) yield* patches;
  }

  check(log: LogBook): void {
    for (const given of this.#given.values()) {
      const { end, patches, peer } = given;
      if (end === null || given.isChecked) continue;
      given.isChecked = true;
      for (const id of patches) {
        if (end.kind === "saved" && !log.everJudged.has(`${peer} ${id}`))
          throw new Finding("saved_not_on_disk", `${id} of ${peer}`);
      }
    }
  }
}
