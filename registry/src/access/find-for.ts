import type { Deps } from "#registry/deps.ts";
import type { SopWithRole } from "#registry/storage/storage.ts";
import { SopId } from "#schemas/ids.ts";
import type { Caller } from "./keys.ts";

/** The SOP as the caller may see it; null where there is none for them: unknown, not theirs, gone for good. */
export async function findFor(
  { storage, clock, config }: Pick<Deps, "storage" | "clock" | "config">,
  id: string,
  { agent, key }: Caller,
): Promise<SopWithRole | null> {
  if (!SopId.safeParse(id).success) return null;
  const sop = await storage.sops.findFor(id, agent.agent_id);
  if (sop === null || (key.sop !== null && key.sop !== id)) return null;
  const isGone = sop.deleted_at !== null && sop.deleted_at + config.limits.undelete_ms <= clock.now();
  return isGone ? null : sop;
}
