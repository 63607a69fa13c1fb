import type { Context } from "hono";
import type { Deps } from "#registry/deps.ts";
import type { Room } from "#registry/room/room.ts";
import type { Env } from "./env.ts";
import { problem, sopGone } from "./problem.ts";
import type { RequireKey } from "./require-key.ts";

/** What every resource is made from. */
export interface CallDeps extends Deps {
  readonly requireKey: RequireKey;
}

/** The room of the SOP that the call is about, or the answer when it cannot be opened. */
export async function openRoom(c: Context<Env>, deps: Pick<Deps, "rooms" | "log">): Promise<Room | Response> {
  const sop = c.get("sop").id;
  try {
    return (await deps.rooms.open(sop)) ?? sopGone();
  } catch (error) {
    deps.log.error({ err: error, sop }, "a SOP could not be opened");
    return problem("storage", "This SOP cannot be opened at the moment.", {
      headers: { "retry-after": "1" },
    });
  }
}

/** An answer from JSON text that is ready, as graphs and effects are. */
export function jsonText(
  text: string,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Response {
  return new Response(text, { status, headers: { "content-type": "application/json", ...headers } });
}
