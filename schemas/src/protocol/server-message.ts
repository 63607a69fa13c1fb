import { z } from "zod";
import { Envelope, Naming, Role, Sop } from "./document.ts";
import { ERROR_CODES, NOTICE_CODES, OP_CODES, OP_STATUSES, PATCH_CODES } from "./codes.ts";

const Version = z.number().int().min(0);

const EffectOp = z.discriminatedUnion("op", [
  z.object({ op: z.literal("add"), path: z.string(), value: z.json() }),
  z.object({ op: z.literal("remove"), path: z.string() }),
  z.object({ op: z.literal("replace"), path: z.string(), value: z.json() }),
]);

/** One committed version, as the `patch` message, `patches` and `GET …/patches` give it. */
export const PatchEvent = z.object({
  version: Version,
  head: z.string(),
  id: z.string(),
  peer: z.string(),
  agent: z.string(),
  /** As it counted: the author's time, pulled back to the registry's clock. */
  ts: z.number(),
  ops: z.array(EffectOp),
  /** What it changed beside the graph, for a client that asked for it with `side=` (P16); only the transform reads it. */
  side: z.record(z.string(), z.json()).optional(),
});
export type PatchEvent = z.infer<typeof PatchEvent>;

/** One tab or process of an agent, as others see it. */
export const Peer = z.object({
  peer: z.string(),
  agent: z.string(),
  name: z.string(),
  color: z.string(),
  role: Role,
  /** ms. */
  connected_at: z.number(),
  status: z.enum(["active", "idle", "away"]),
  cursor: z.object({ x: z.number(), y: z.number() }).optional(),
  selection: z.array(z.string()).optional(),
  viewport: z.object({ x: z.number(), y: z.number(), zoom: z.number() }).optional(),
  typing: z.string().optional(),
  /** Where nodes are that it drags just now: presence, no part of the graph. */
  moving: z.record(z.string(), z.object({ x: z.number(), y: z.number() })).optional(),
});
export type Peer = z.infer<typeof Peer>;

/** Whose write is the cause: with the version that did it, or for a lock with the peer that holds it. */
export const By = z.object({ agent: z.string(), version: Version.optional(), peer: z.string().optional() });
export type By = z.infer<typeof By>;

export const OpResult = z.object({
  op: z.number().int().min(0),
  status: z.enum(OP_STATUSES),
  code: z.enum(OP_CODES).optional(),
  message: z.string().optional(),
  path: z.string().optional(),
  by: By.optional(),
  value: z.json().optional(),
});
export type OpResult = z.infer<typeof OpResult>;

const OutcomeMessage = z.object({
  type: z.literal("outcome"),
  id: z.string(),
  version: Version.nullable(),
  code: z.enum(PATCH_CODES).optional(),
  ops: z.array(OpResult),
});
type OutcomeMessage = z.infer<typeof OutcomeMessage>;

export const Notice = z.object({
  id: z.string(),
  patch: z.string(),
  code: z.enum(NOTICE_CODES),
  path: z.string(),
  by: By,
  detail: z.object({ op: z.string(), value: z.json().optional(), buried: z.json().optional() }),
});
export type Notice = z.infer<typeof Notice>;

const You = z.object({
  peer: z.string(),
  agent: z.string(),
  role: Role,
  color: z.string(),
  /** Id of my latest judged patch; null: none. */
  last: z.string().nullable(),
});

export const InitMessage = z.object({
  type: z.literal("init"),
  protocol: z.literal(1),
  version: Version,
  head: z.string(),
  /** The registry's clock, ms. */
  time: z.number(),
  you: You,
  peers: z.array(Peer),
  locks: z.record(z.string(), z.string()),
  limits: z.record(z.string(), z.number()),
  /**
   * Beside a whole `sop`: the version that the client said it has, if it is a point of this history. Absent: the client's
   * history is not known here, and a `base` made on it means nothing.
   */
  since: Version.optional(),
  /** Beside that, with `side=whole`: ids of my patches that were committed since then, or ever (P16). */
  landed: z.array(z.string()).optional(),
  /** The whole SOP, or … */
  sop: Sop.optional(),
  /** Beside a whole `sop`: what stands beside its graph, where it was asked for (P16). */
  side: z.record(z.string(), z.json()).optional(),
  /** … all that was committed since what the client has. */
  patches: z.array(PatchEvent).optional(),
});
export type InitMessage = z.infer<typeof InitMessage>;

/** Everything that the registry may send. Clients ignore types they do not know. */
export const ServerMessage = z.discriminatedUnion("type", [
  InitMessage,
  PatchEvent.extend({ type: z.literal("patch") }),
  z.object({ type: z.literal("patches"), patches: z.array(PatchEvent) }),
  OutcomeMessage,
  Notice.extend({ type: z.literal("notice") }),
  z.object({ type: z.literal("join"), peer: Peer }),
  z.object({ type: z.literal("leave"), peer: z.string() }),
  z.object({ type: z.literal("presence"), peers: z.record(z.string(), z.record(z.string(), z.json())) }),
  z.object({
    type: z.literal("locks"),
    peer: z.string(),
    nodes: z.array(z.string()),
    denied: z.array(z.object({ node: z.string(), peer: z.string().nullable() })).optional(),
  }),
  z.object({
    type: z.literal("sop"),
    ...Envelope.partial().shape,
    named: Naming.optional(),
    /** When an invite link was made or taken back, ms: to be read anew by who shows them. */
    links: z.number().optional(),
  }),
  z.object({ type: z.literal("role"), role: Role }),
  z.object({
    type: z.literal("error"),
    code: z.enum(ERROR_CODES),
    message: z.string(),
    id: z.string().optional(),
    retry_after: z.number().optional(),
  }),
  z.object({ type: z.literal("pong"), t: z.number(), time: z.number(), version: Version }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
export type ServerMessageType = ServerMessage["type"];
