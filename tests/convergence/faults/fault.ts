import type { Assertion } from "../world/finding.ts";

/** A fault to be planted in the real source: the text that says it right, once in its file, and one that says it wrong. */
export interface Fault {
  readonly name: string;
  /** From the project's root. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** A seed, with how much happens in it, that is known to find it out, and by what. */
  readonly caught: { readonly seed: number; readonly actions: number; readonly by: Assertion };
}
