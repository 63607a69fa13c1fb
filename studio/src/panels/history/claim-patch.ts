import type { SopClient } from "../../sync/types.ts";

/** A new id for a patch that the registry is about to make for this user, who can undo it like an edit. */
export function claimPatch(sop: Pick<SopClient, "claim">): string {
  const id = `made.${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  sop.claim(id);
  return id;
}
