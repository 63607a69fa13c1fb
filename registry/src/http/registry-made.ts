import type { Context } from "hono";
import type { z } from "zod";
import type { Submission } from "#registry/room/types.ts";
import type { HistoryEvent } from "#registry/storage/history.ts";
import { decide } from "#schemas/access.ts";
import type { CallName } from "#schemas/calls.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { peerName } from "#schemas/ids.ts";
import type { EditHeaders, MessagesQuery } from "#schemas/protocol/http.ts";
import type { Env } from "./env.ts";
import { toIfMatch } from "./etag.ts";
import { refuseAccess } from "./refuse-access.ts";

/** A patch that the registry makes for the caller of `word`. */
export interface MadePatch {
  /** What it is called in its peer's name, where the call names no client. */
  readonly word: "restore" | "revert";
  readonly query: z.output<typeof MessagesQuery>;
  readonly headers: z.output<typeof EditHeaders>;
  /** The body that was sent: the same one under the same key is the same patch. */
  readonly body: { readonly force: boolean };
  readonly agent: string;
  /** ETag of the newest version. */
  readonly etag: string;
  /** ms. */
  readonly now: number;
  readonly tell: (version: number) => HistoryEvent;
}

/**
 * The submission that puts a graph in place of the newest one, whole or not at all: what differs is found when its
 * turn comes, so that nobody's edit in between is overwritten unseen.
 */
export function makeSubmission(made: MadePatch): (graph: GraphView) => Submission {
  const { word, query, headers, body, agent, etag, now, tell } = made;
  const id = headers["idempotency-key"] ?? Bun.randomUUIDv7();
  const common = {
    id,
    peer: peerName(agent, query.client ?? `${word}.${id}`),
    base: "current",
    ts: now,
    atomic: true,
    mayEdit: true,
    ifMatch: toIfMatch(headers["if-match"], etag),
    unbounded: true,
    heeds: body.force ? "nobody" : "others",
    body: JSON.stringify([word, body]),
    tell,
  } as const;
  return (graph) => ({ ...common, ops: [{ op: "replace", path: "", value: graph }] });
}

/** The refusal of a `force` by who may not break locks. */
export function refuseForce(
  c: Context<Env>,
  call: Extract<CallName, `${string}#force`>,
  force: boolean,
): Response | undefined {
  if (!force) return undefined;
  const verdict = decide(call, { scopes: c.get("caller").key.scopes, role: c.get("role") });
  return verdict === "allowed" ? undefined : refuseAccess(call, verdict);
}
