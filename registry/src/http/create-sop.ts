import { Hono } from "hono";
import { createState } from "#schemas/change/state.ts";
import { snapshotToText } from "#registry/storage/snapshot-text.ts";
import { toSnapshot } from "#schemas/change/snapshot-codec.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { encodeSop } from "#registry/room/encode-sop.ts";
import type { SopRecord } from "#registry/storage/storage.ts";
import { takeBody } from "./body.ts";
import { jsonText, type CallDeps } from "./calls.ts";
import { createBody } from "./create-body.ts";
import type { Env } from "./env.ts";
import { etagOf } from "./etag.ts";
import { validated } from "./validated.ts";

/** `POST /sop`: a SOP at version 0 from a graph or an ExpertSOP unit; the caller owns it. */
export function createSopRoutes({ storage, config, clock, news, requireKey }: CallDeps): Hono<Env> {
  const { limits } = config;
  return new Hono<Env>().post(
    "/",
    requireKey("POST /v1/sop"),
    takeBody("application/json", limits.body_bytes),
    validated("json", createBody(limits)),
    async (c) => {
      const { graph, visibility, rest } = c.req.valid("json");
      const { agent } = c.get("caller");
      const now = clock.now();
      const sop: SopRecord = {
        // Grows with time: SOPs of one millisecond are listed newest first too.
        id: `kp:sop:${Bun.randomUUIDv7()}`,
        org_id: agent.org_id,
        visibility,
        created_by: agent.agent_id,
        status: "draft",
        approved: null,
        created_at: now,
        updated_at: now,
        deleted_at: null,
        version: 0,
        head: "",
        name: graph.name,
        domain: graph.domain,
      };
      // A parsed body is JSON; the schema's types only name what is in it.
      const state = createState(graph as unknown as GraphView);
      const restText = rest === undefined ? undefined : JSON.stringify(rest);
      const stored = await storage.sops.create(sop, snapshotToText(toSnapshot(state)), restText);
      if (stored === "taken") throw new Error("a random UUID came twice");
      news.created(sop.id);
      const headers = { etag: etagOf(sop), location: `/v1/sop/${sop.id}` };
      return jsonText(encodeSop(sop, "owner", JSON.stringify(graph)), headers, 201);
    },
  );
}
