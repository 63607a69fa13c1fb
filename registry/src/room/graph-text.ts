import type { Clock } from "#registry/clock.ts";
import { encodeGraph } from "./join-room.ts";
import type { HeldSop } from "./parts.ts";

/** People come in bursts: within one the text is shared, later it is not worth its memory. */
const KEEP_TEXT_MS = 5000;

/** A text that was asked for. */
interface Kept {
  readonly version: number;
  readonly text: string;
  readonly usedAt: number;
}

/** A SOP's graph as JSON text, encoded once per version while it is asked for. */
export class GraphText {
  readonly #held: HeldSop;
  readonly #clock: Pick<Clock, "now">;
  #kept: Kept | undefined;

  /** `text`: the graph as held now, if that is at hand. */
  constructor(held: HeldSop, clock: Pick<Clock, "now">, text: string | null) {
    this.#held = held;
    this.#clock = clock;
    if (text !== null) this.#keep(text);
  }

  read(): string {
    const isKept = this.#kept?.version === this.#held.record.version;
    return this.#keep(isKept && this.#kept ? this.#kept.text : encodeGraph(this.#held));
  }

  /** About how long the text is, without making it. */
  weigh(): number {
    const isKept = this.#kept?.version === this.#held.record.version;
    return isKept && this.#kept ? this.#kept.text.length : this.#held.state.bytes;
  }

  /** Forgets what nobody has asked for lately. `now` in ms. */
  rest(now: number): void {
    if (this.#kept && now - this.#kept.usedAt >= KEEP_TEXT_MS) this.#kept = undefined;
  }

  #keep(text: string): string {
    this.#kept = { version: this.#held.record.version, text, usedAt: this.#clock.now() };
    return text;
  }
}
