import { encodeGraph } from "./join-room.ts";
import type { HeldSop } from "./parts.ts";

/** People come in bursts: within one the text is shared, later it is not worth its memory. */
const KEEP_TEXT_MS = 5000;

const NO_TEXT = { version: -1, text: "", usedAt: Number.POSITIVE_INFINITY };

/** A SOP's graph as JSON text, encoded once per version while it is asked for. Times in ms. */
export class GraphText {
  #kept = NO_TEXT;

  /** Takes a text that is at hand already. */
  keep(version: number, text: string, now: number): void {
    this.#kept = { version, text, usedAt: now };
  }

  of(held: HeldSop, now: number): string {
    const { version } = held.record;
    const text = this.#kept.version === version ? this.#kept.text : encodeGraph(held);
    this.keep(version, text, now);
    return text;
  }

  /** Forgets what nobody has asked for lately. */
  rest(now: number): void {
    if (now - this.#kept.usedAt >= KEEP_TEXT_MS) this.#kept = NO_TEXT;
  }
}
