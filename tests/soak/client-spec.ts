import type { ClientPlan } from "./plan.ts";

/** What a client's process needs to know. */
export interface ClientSpec {
  readonly url: string;
  readonly sop: string;
  readonly key: string;
  readonly client: string;
  /** The file of its store, and of its history: the same in all its lives. */
  readonly store: string;
  readonly history: string;
  /** 0 at first, one more after each kill. */
  readonly life: number;
  readonly plan: ClientPlan;
}
