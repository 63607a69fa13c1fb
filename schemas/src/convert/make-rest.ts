import type { Envelope } from "../protocol/document.ts";
import type { UnitRest } from "./expert-sop.ts";

/** What a unit needs beside a graph that never was one, so that readers of the protocol take it. */
export function makeRest(
  { id, created_at, created_by, visibility, status }: Envelope,
  domain: string,
): UnitRest {
  return {
    unit: {
      "@context": KP_CONTEXT,
      id,
      metadata: {
        created_at,
        agent_id: created_by,
        task_domain: domain,
        success: status === "approved",
        // The protocol wants one; nobody has scored it.
        quality_score: 0,
        visibility,
        privacy_level: visibility === "network" ? "aggregated" : "private",
      },
      source: { type: "human_expert", expert_id: created_by, credentials: [] },
    },
    items: {},
  };
}

/** The protocol's JSON-LD context. */
const KP_CONTEXT = "https://openknowledgepulse.org/schema/v1";
