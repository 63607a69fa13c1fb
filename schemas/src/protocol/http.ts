import { z } from "zod";
import { GraphInput } from "../graph/graph.ts";
import { AgentId, ClientName, EntityId, PatchId } from "../ids.ts";
import { SopStatus, Visibility } from "./document.ts";

/** A whole number in a query: digits alone, so that "" and "1e3" are no numbers. */
export const Count = z
  .string()
  .regex(/^\d{1,15}$/, "a whole number")
  .transform(Number);

/** A time as ISO 8601 with its offset, as ms. */
export const Moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const YesNo = z.enum(["true", "false"]).transform((word) => word === "true");

const ScopeName = z.enum(["read", "write", "admin"]);

/** `POST /v1/auth/register`. */
export const RegisterBody = z.object({
  agent_id: AgentId,
  /** Default: the agent_id. */
  name: z.string().trim().min(1).max(200).optional(),
  scopes: z.array(ScopeName).min(1).max(3).optional(),
});

/** Its answer: the only time the raw key is told. */
export const RegisterAnswer = z.object({
  agent_id: AgentId,
  org_id: z.string(),
  name: z.string(),
  api_key: z.string(),
  key_prefix: z.string(),
  scopes: z.array(ScopeName),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().optional(),
});
export type RegisterAnswer = z.infer<typeof RegisterAnswer>;

/** Ten years: longer than any key should live, and far from where times stop being dates. */
const MAX_KEY_S = 10 * 365 * 24 * 3600;

/** `POST /v1/auth/keys`; it is answered as registering is. Without `scopes`: those of the key it is asked with. */
export const KeyBody = z.object({
  scopes: z.array(ScopeName).min(1).max(3).optional(),
  /** Seconds. */
  expires_in: z.number().int().min(1).max(MAX_KEY_S).optional(),
});

/** `GET` and `DELETE /v1/auth/keys`: whose; default: the caller's own. */
export const KeysQuery = z.object({ agent: z.string().min(1).max(700).optional() });

/** `DELETE /v1/auth/keys/:prefix`. */
export const KeyPath = z.object({ prefix: z.string().max(64) });

/** An item of `GET /v1/auth/keys`. */
export const KeyItem = z.object({
  key_prefix: z.string(),
  scopes: z.array(ScopeName),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().optional(),
  last_used_at: z.iso.datetime().optional(),
});
export type KeyItem = z.infer<typeof KeyItem>;

/** `GET /v1/auth/keys`: whose they are, and those that are in use. */
export const KeyPage = z.object({ agent_id: z.string(), name: z.string(), items: z.array(KeyItem) });
export type KeyPage = z.infer<typeof KeyPage>;

/** `POST /v1/sop`. */
export const CreateBody = z.object({ graph: GraphInput, visibility: Visibility.default("private") });

/** `PUT /v1/sop/:id`: at least one of them. */
export const PutBody = z
  .object({ graph: GraphInput.optional(), visibility: Visibility.optional() })
  .refine((body) => body.graph !== undefined || body.visibility !== undefined, {
    message: "give graph, visibility or both",
  });

/** `GET /v1/sop`. */
export const ListQuery = z.object({
  q: z.string().max(200).optional(),
  domain: z.string().max(100).optional(),
  status: SopStatus.optional(),
  mine: YesNo.optional(),
  limit: Count.pipe(z.number().min(1).max(100)).default(50),
  cursor: z.string().max(200).optional(),
});

/** `GET /v1/sop/:id`. */
export const ReadQuery = z
  .object({
    version: Count.optional(),
    /** The newest version at or before this time; ms. */
    at: Moment.optional(),
    /** With what is to be said against its graph. */
    lint: YesNo.default(false),
  })
  .refine(({ version, at }) => version === undefined || at === undefined, {
    message: "name a version or a time",
  });

/** What a SOP can be taken away as. */
export const ExportFormat = z.enum(["expert-sop", "skill-md", "mermaid"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** `GET /v1/sop/:id/export`. */
export const ExportQuery = z.object({ format: ExportFormat, version: Count.optional() });

/** `PATCH` and `PUT`: on what, how, when, and by which peer. */
export const EditQuery = z.object({
  base: Count.optional(),
  atomic: YesNo.default(true),
  /** When the edit was made, ms since 1970; default: now. */
  ts: z
    .string()
    .regex(/^-?\d{1,15}(\.\d{1,9})?$/, "milliseconds since 1970")
    .transform(Number)
    .optional(),
  client: ClientName.optional(),
});

/** `PATCH` and `PUT`: the patch's id, and what must still be current. */
export const EditHeaders = z.object({
  "idempotency-key": PatchId.optional(),
  "if-match": z.string().max(1024).optional(),
});

/** `GET …/patches`. */
export const PatchesQuery = z.object({
  since: Count.default(0),
  limit: Count.pipe(z.number().min(1).max(1000)).default(500),
  /** `next_cursor` of the page before: the same as `since`, and stronger. */
  cursor: Count.optional(),
});

/** `GET …/events`: what the caller already has, and as which peer it listens. */
export const EventsQuery = z.object({
  client: ClientName.optional(),
  since: Count.optional(),
  head: z.string().max(64).optional(),
  /** "true": the whole SOP will do where it is less to send than what was missed. */
  shortest: z.string().optional(),
  /** "whole" or "brief": patches come with what they change beside the graph, and a whole SOP with that much of what stands there. */
  side: z.string().optional(),
});

/** `POST …/messages`. */
export const MessagesQuery = z.object({ client: ClientName.optional() });

/** `PUT` and `DELETE …/locks/:node`. */
export const LockParams = z.object({ id: z.string(), node: EntityId });

/** `PUT …/locks/:node`: for how long, in seconds. */
export const LeaseBody = z.object({ ttl: z.number().int().min(1).max(600) });

/** `GET …/events`: `<version>-<head>` of the last event that the caller saw; anything else is as if it were absent. */
export const EventsHeaders = z.object({ "last-event-id": z.string().optional() });
