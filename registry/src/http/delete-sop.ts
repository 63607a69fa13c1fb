import { Hono } from "hono";
import { encodeSop } from "#registry/room/encode-sop.ts";
import { jsonText, openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { etagOf } from "./etag.ts";
import { noSuchSop } from "./problem.ts";
import { requireSop } from "./require-sop.ts";

/** `DELETE /sop/:id` closes its room and makes it 410; `POST /sop/:id/undelete` brings it back while it is kept. */
export function deleteSopRoutes(deps: CallDeps): Hono<Env> {
  const { storage, clock, requireKey } = deps;
  const owner = [requireKey("DELETE /v1/sop/:id"), requireSop(deps, "DELETE /v1/sop/:id")] as const;
  const ownerOfGone = [
    requireKey("POST /v1/sop/:id/undelete"),
    requireSop(deps, "POST /v1/sop/:id/undelete"),
  ] as const;
  return new Hono<Env>()
    .delete("/:id", ...owner, async (c) => {
      const { id } = c.get("sop");
      if (!(await storage.sops.update(id, { deleted_at: clock.now() }))) return noSuchSop();
      await endRoom(deps, id);
      deps.news.removed(id, await membersOf(deps, id));
      return c.body(null, 204);
    })
    .post("/:id/undelete", ...ownerOfGone, async (c) => {
      const { id, deleted_at } = c.get("sop");
      if (deleted_at !== null) {
        const change = { deleted_at: null, updated_at: clock.now() };
        if (!(await storage.sops.update(id, change))) return noSuchSop();
        deps.news.created(id);
      }
      const room = await openRoom(c, deps);
      if (room instanceof Response) return room;
      const { record, graphText } = await room.read();
      return jsonText(encodeSop(record, c.get("role"), graphText), { etag: etagOf(record) });
    });
}

async function membersOf({ storage }: Pick<CallDeps, "storage">, sop: string): Promise<string[]> {
  return (await storage.members.list(sop)).map(({ agent_id }) => agent_id);
}

/** Closes the room of a SOP that is deleted on disk; one whose load began before that is waited for. */
async function endRoom({ rooms, log }: Pick<CallDeps, "rooms" | "log">, sop: string): Promise<void> {
  try {
    (await rooms.open(sop))?.end();
  } catch (error) {
    // Nobody is in a room that cannot be opened.
    log.warn({ err: error, sop }, "a deleted SOP had no room to close");
  }
}
