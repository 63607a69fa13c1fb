import { z } from "zod";
import { Envelope } from "./document.ts";
import { Notice, OpResult, PatchEvent, Peer } from "./server-message.ts";

/** Where the next page begins; absent on the last one. */
const next_cursor = z.string().optional();

/** `PATCH /v1/sop/:id`. */
export const EditAnswer = z.object({
  /** The version that it took, or the current one where nothing was left to do. */
  version: z.number().int().min(0),
  /** What it did to the graph; applies strictly to the version before. */
  ops: PatchEvent.shape.ops,
  /** The ops that were not simply applied. */
  outcomes: z.array(OpResult),
});
export type EditAnswer = z.infer<typeof EditAnswer>;

/** `GET /v1/sop`. */
export const SopPage = z.object({
  items: z.array(
    Envelope.extend({
      name: z.string(),
      domain: z.string(),
      /** Who is in it now, by agent. */
      peers: z.array(Peer.pick({ agent: true, name: true, color: true })),
    }),
  ),
  next_cursor,
});
export type SopPage = z.infer<typeof SopPage>;

/** `GET /v1/sop/:id/patches`: in version order, without a hole. */
export const PatchPage = z.object({ items: z.array(PatchEvent), next_cursor });
export type PatchPage = z.infer<typeof PatchPage>;

/** `GET /v1/sop/:id/notices`: oldest first. */
export const NoticePage = z.object({ items: z.array(Notice) });
export type NoticePage = z.infer<typeof NoticePage>;
