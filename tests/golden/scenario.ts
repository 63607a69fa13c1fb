import type { Json } from "#schemas/json.ts";
import type { Limits } from "#schemas/limits.ts";
import type { PatchOp } from "#schemas/change/op.ts";

/**
 * One case of `scenarios.json`: patches, the orders in which they arrive, and what must come of each.
 *
 * An outcome reads like the page's: one status per op, "," between ops, "|" between statuses that are equally
 * right; "rejected <code>" for an op, "refused <code>[: …]" for a whole patch, "error <code>" for what is not
 * recorded; " or " between wholes. A notice reads "<peer> <code>".
 */
export interface Scenario {
  readonly name: string;
  /** The rules it shows, by their number in schemas/SPEC.md. */
  readonly rules: readonly string[];
  /** True for the cases of TRANSFORM's own table. */
  readonly page?: boolean;
  /** Ops that make version 0 from the scenario graph. */
  readonly start?: readonly PatchOp[];
  readonly limits?: Partial<Limits>;
  readonly patches: Readonly<Record<string, ScenarioPatch>>;
  readonly orders: readonly Order[];
  /** What is at these pointers at the end, in every order. */
  readonly state: Readonly<Record<string, Json>>;
  readonly absent?: readonly string[];
  /** The last version, where it matters. */
  readonly version?: number;
}

export interface ScenarioPatch {
  readonly peer: string;
  readonly ts: number;
  readonly base: number | null;
  readonly ops: readonly PatchOp[];
  readonly atomic?: boolean;
  /** The patch's id, where it is not its name: a second sending. */
  readonly id?: string;
  /** Arrival, ms; by default 1,000 and one more for each patch. */
  readonly at?: number;
  /** Who holds which node when it arrives. */
  readonly locks?: Readonly<Record<string, string>>;
}

export interface Order {
  /** The patches by name, one letter each. */
  readonly arrival: string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly notices?: readonly string[];
  /** The page does not say who is told. */
  readonly anyNotices?: boolean;
  /** How many effects a patch must have, by name. */
  readonly effects?: Readonly<Record<string, number>>;
  /** State of this order alone, where arrival decides. */
  readonly state?: Readonly<Record<string, Json>>;
  readonly absent?: readonly string[];
}
