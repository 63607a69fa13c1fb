import type { Context } from "hono";
import type { Deps } from "#registry/deps.ts";
import type { Room } from "#registry/room/room.ts";
import { decide } from "#schemas/access.ts";
import type { Env } from "./env.ts";
import { problem, sopGone } from "./problem.ts";
import { refuseAccess } from "./refuse-access.ts";
import type { RequireKey } from "./require-key.ts";

/** What every resource is made from. */
export interface CallDeps extends Deps {
  readonly requireKey: RequireKey;
}

/** The room of the SOP that the call is about, or the answer when it cannot be opened, or not any more by this caller. */
export async function openRoom(
  c: Context<Env>,
  deps: Pick<Deps, "rooms" | "storage" | "log">,
): Promise<Room | Response> {
  const sop = c.get("sop").id;
  try {
    const room = await deps.rooms.open(sop);
    if (room === null) return sopGone();
    return (await askRoleAgain(c, deps)) ?? room;
  } catch (error) {
    deps.log.error({ err: error, sop }, "a SOP could not be opened");
    return problem("storage", "This SOP cannot be opened at the moment.", {
      headers: { "retry-after": "1" },
    });
  }
}

/**
 * Asks once more what the caller may do, since that counts at the moment of the deed and a body may have taken a
 * minute to come. Undefined: the call is still allowed.
 */
export async function askRoleAgain(
  c: Context<Env>,
  { storage }: Pick<Deps, "storage">,
): Promise<Response | undefined> {
  const { agent, key } = c.get("caller");
  const call = c.get("call");
  const role = await storage.members.roleOf(c.get("sop").id, agent.agent_id);
  const verdict = decide(call, { scopes: key.scopes, isGuest: key.sop !== null, role });
  if (verdict !== "allowed") return refuseAccess(call, verdict);
  if (role !== null) c.set("role", role);
  return undefined;
}

/** The answer to a call whose room closed under it. */
export async function roomOver(c: Context<Env>, { storage }: Pick<Deps, "storage">): Promise<Response> {
  const sop = await storage.sops.find(c.get("sop").id);
  if (sop === null || sop.deleted_at !== null) return sopGone();
  return problem("storage", "This SOP is closing.", { headers: { "retry-after": "1" } });
}

/** An answer from JSON text that is ready, as graphs and effects are. */
export function jsonText(
  text: string,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Response {
  return new Response(text, { status, headers: { "content-type": "application/json", ...headers } });
}
