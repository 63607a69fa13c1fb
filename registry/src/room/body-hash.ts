import type { Submission } from "./types.ts";

/**
 * What tells two patches under one id apart: of ops (or the call that they are made from), base and atomic, nothing else. How deep values nest was bounded at
 * the door.
 */
export function hashBody({
  base,
  atomic,
  ops,
  body,
}: Pick<Submission, "base" | "atomic" | "ops" | "body">): string {
  return Bun.hash(JSON.stringify([base, atomic, body ?? ops])).toString(36);
}
