import { createHeads } from "./room/heads.ts";

/** What the registry makes up while it judges, injected so that a run can be had again. */
export interface Chance {
  /** Eight base64url characters that nobody can guess. */
  makeHead(): string;
  /** The name of a notice. */
  newId(): string;
}

/** Chance from the system's generator. */
export function createSystemChance(): Chance {
  return { makeHead: createHeads(), newId: () => Bun.randomUUIDv7() };
}
