import { z } from "zod";
import { Graph } from "../graph/graph.ts";
import { SopId } from "../ids.ts";

export const Role = z.enum(["viewer", "editor", "owner"]);
export type Role = z.infer<typeof Role>;

export const Visibility = z.enum(["private", "org", "network"]);
export type Visibility = z.infer<typeof Visibility>;

export const SopStatus = z.enum(["draft", "approved"]);
export type SopStatus = z.infer<typeof SopStatus>;

const Time = z.iso.datetime();

/** What surrounds a graph: changed by its own HTTP calls, never by patches. */
export const Envelope = z.object({
  id: SopId,
  version: z.number().int().min(0),
  /** Eight random base64url characters, new with every version; "" at version 0. */
  head: z.string(),
  org_id: z.string(),
  visibility: Visibility,
  created_by: z.string(),
  status: SopStatus,
  approved: z.object({ version: z.number().int(), by: z.string(), at: Time }).optional(),
  created_at: Time,
  updated_at: Time,
  /** The caller's role. */
  role: Role,
});
export type Envelope = z.infer<typeof Envelope>;

/** A version got this name, or lost it (null). */
export const Naming = z.object({ version: z.number().int().min(0), label: z.string().nullable() });
export type Naming = z.infer<typeof Naming>;

/** A SOP as every answer gives it. */
export const Sop = Envelope.extend({ graph: Graph });
export type Sop = z.infer<typeof Sop>;
