/** A token bucket: `rate` a second, at most `burst` at once. Times in ms, given by the caller. */
export class PatchRate {
  readonly #rate: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  constructor(rate: number, burst: number, now: number) {
    this.#rate = rate;
    this.#burst = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  /** Takes one token if there is one. */
  take(now: number): boolean {
    if (this.#tokens < 1) this.#refill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** What is left at `now`, parts of tokens too. */
  left(now: number): number {
    this.#refill(now);
    return this.#tokens;
  }

  /** ms until `count` tokens will be there. */
  wait(count: number): number {
    return Math.max(1, Math.ceil(((count - this.#tokens) / this.#rate) * 1000));
  }

  #refill(now: number): void {
    // A clock set back must not freeze the peer.
    const passed = Math.max(0, now - this.#at);
    this.#tokens = Math.min(this.#burst, this.#tokens + (passed / 1000) * this.#rate);
    this.#at = now;
  }
}
