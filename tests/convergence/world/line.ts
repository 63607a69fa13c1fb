import type { Chance } from "./chance.ts";
import type { Timeline } from "./timeline.ts";

/** How a network behaves for one device. */
export interface Weather {
  /** One way, ms. */
  latencyMs: number;
  jitterMs: number;
}

/**
 * One direction of a TCP connection: what goes in comes out in order and late, until it is cut. What is on its way
 * when the sender is gone still arrives.
 */
export class Lane {
  readonly #timeline: Timeline;
  readonly #chance: Chance;
  readonly #weather: Weather;
  #last = 0;
  #flow: "flows" | "swallows" | "over" = "flows";
  readonly #onTheWay = new Set<{ isLost: boolean }>();

  constructor(timeline: Timeline, chance: Chance, weather: Weather) {
    this.#timeline = timeline;
    this.#chance = chance;
    this.#weather = weather;
  }

  /** Has `deliver` called at the other end, after everything that was sent before. */
  send(deliver: () => void): void {
    if (this.#flow !== "flows") return;
    const { latencyMs, jitterMs } = this.#weather;
    const arrives = this.#timeline.now + latencyMs + this.#chance.int(jitterMs + 1);
    this.#last = Math.max(this.#last, arrives);
    const packet = { isLost: false };
    this.#onTheWay.add(packet);
    this.#timeline.after(this.#last - this.#timeline.now, () => {
      this.#onTheWay.delete(packet);
      if (!packet.isLost) deliver();
    });
  }

  /** From now on nothing comes out, and nobody is told: of what is on its way the first part still may. */
  swallow(): void {
    if (this.#flow === "flows") this.#flow = "swallows";
    const kept = this.#chance.int(this.#onTheWay.size + 1);
    for (const packet of [...this.#onTheWay].slice(kept)) packet.isLost = true;
  }

  /** The receiver is gone. */
  end(): void {
    this.#flow = "over";
    for (const packet of this.#onTheWay) packet.isLost = true;
  }

  /** The end of the flow, after what the receiver still gets: runs even where the lane swallows. */
  breakOff(broken: () => void): void {
    this.swallow();
    const wait = Math.max(this.#last, this.#timeline.now + this.#weather.latencyMs) - this.#timeline.now;
    this.#timeline.after(wait, broken);
  }
}
