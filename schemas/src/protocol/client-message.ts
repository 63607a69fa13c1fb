import { z } from "zod";
import { PatchOp } from "../change/op.ts";
import { EntityId, PatchId } from "../ids.ts";

/** A version, or null: the patch was made on a history that the registry does not have. */
const Base = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable();

const PatchMessage = z.object({
  type: z.literal("patch"),
  id: PatchId,
  base: Base,
  /** When the edit was made: ms on the server's clock, as far as known. */
  ts: z.number(),
  ops: z.array(PatchOp),
  atomic: z.boolean().optional(),
});

const PresenceMessage = z.object({
  type: z.literal("presence"),
  cursor: z.object({ x: z.number(), y: z.number() }).nullish(),
  selection: z.array(EntityId).max(1000).nullish(),
  viewport: z.object({ x: z.number(), y: z.number(), zoom: z.number() }).nullish(),
  status: z.enum(["active", "idle", "away"]).nullish(),
  typing: EntityId.nullish(),
  /** Where nodes are that I drag just now, between the patches that tell of it. */
  moving: z
    .record(EntityId, z.object({ x: z.number(), y: z.number() }))
    .refine((moving) => Object.keys(moving).length <= 50, { message: "at most 50 nodes" })
    .nullish(),
});

/** Everything that a client may send. Unknown members are ignored, unknown types are `malformed`. */
export const ClientMessage = z.discriminatedUnion("type", [
  PatchMessage,
  PresenceMessage,
  z.object({ type: z.literal("lock"), nodes: z.array(EntityId) }),
  z.object({ type: z.literal("seen"), notices: z.array(z.string().min(1).max(64)).max(1000) }),
  z.object({ type: z.literal("auth"), token: z.string().min(1).max(8192) }),
  z.object({ type: z.literal("ping"), t: z.number() }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;
export type ClientMessageType = ClientMessage["type"];
