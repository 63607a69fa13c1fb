import type { Clock } from "#registry/clock.ts";
import { briefSideOf, sideOf } from "#schemas/change/side.ts";
import { graphOf } from "#schemas/change/state.ts";
import type { HeldSop } from "./parts.ts";
import type { HearsSide } from "./types.ts";

/** People come in bursts: within one the texts are shared, later they are not worth their memory. */
const KEEP_TEXT_MS = 5000;

/** A text that was asked for. */
interface Kept {
  readonly version: number;
  readonly text: string;
  readonly usedAt: number;
}

/** What is held of a SOP as JSON text, each encoded once per version while it is asked for. */
export class HeldTexts {
  readonly graph: HeldText;
  /** What stands beside the graph: all of it, or what a client needs that has nothing unanswered. */
  readonly side: Readonly<Record<HearsSide, HeldText>>;

  /** `graphText`: the graph as held now, if that is at hand. */
  constructor(held: HeldSop, clock: Pick<Clock, "now">, graphText: string | null) {
    this.graph = new HeldText(held, clock, () => JSON.stringify(graphOf(held.state)), graphText);
    this.side = {
      brief: new HeldText(held, clock, () => JSON.stringify(briefSideOf(held.state)), null),
      whole: new HeldText(held, clock, () => JSON.stringify(sideOf(held.state)), null),
    };
  }

  /** Forgets what nobody has asked for lately. `now` in ms. */
  rest(now: number): void {
    this.graph.rest(now);
    this.side.brief.rest(now);
    this.side.whole.rest(now);
  }
}

class HeldText {
  readonly #held: HeldSop;
  readonly #clock: Pick<Clock, "now">;
  readonly #encode: () => string;
  #kept: Kept | undefined;

  constructor(held: HeldSop, clock: Pick<Clock, "now">, encode: () => string, text: string | null) {
    this.#held = held;
    this.#clock = clock;
    this.#encode = encode;
    if (text !== null) this.#keep(text);
  }

  read(): string {
    const isKept = this.#kept?.version === this.#held.record.version;
    return this.#keep(isKept && this.#kept ? this.#kept.text : this.#encode());
  }

  /** About how long the text of the graph is, without making it. */
  weigh(): number {
    const isKept = this.#kept?.version === this.#held.record.version;
    return isKept && this.#kept ? this.#kept.text.length : this.#held.state.bytes;
  }

  rest(now: number): void {
    if (this.#kept && now - this.#kept.usedAt >= KEEP_TEXT_MS) this.#kept = undefined;
  }

  #keep(text: string): string {
    this.#kept = { version: this.#held.record.version, text, usedAt: this.#clock.now() };
    return text;
  }
}
