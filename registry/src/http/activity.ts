import { Hono } from "hono";
import {
  type ActivityPlace,
  groupActivity,
  type Happening,
  type Sitting,
} from "#registry/access/group-activity.ts";
import type { AgentStore } from "#registry/storage/agents.ts";
import { ActivityQuery } from "#schemas/protocol/sharing.ts";
import type { CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { problem } from "./problem.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `GET /sop/:id/activity`: who did what, newest first: sittings of each author, and what happened between them. */
export function activityRoutes(deps: CallDeps): Hono<Env> {
  const { storage, requireKey } = deps;
  const open = [requireKey(CALL), requireSop(deps, CALL), validated("query", ActivityQuery)] as const;
  return new Hono<Env>().get("/:id/activity", ...open, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const start = cursor === undefined ? {} : readPlace(cursor);
    if (start === null) return problem("invalid", "cursor in the query: not one that this registry gave");
    const items = await storage.activity.page(c.get("sop").id, { ...start, limit: MOST_ITEMS });
    const { entries, place, isAllUsed } = groupActivity(items, limit, start);
    const isLast = isAllUsed && items.length < MOST_ITEMS;
    const names = await namesOf(storage.agents, agentsIn(entries));
    return c.json({ items: entries.map(toItem), names, ...(!isLast && { next_cursor: writePlace(place) }) });
  });
}

const CALL = "GET /v1/sop/:id/activity";

/** Patches and events looked at for one page: a sitting that goes on beyond them goes on as another, on the next. */
const MOST_ITEMS = 5000;

function toItem(entry: Sitting | Happening) {
  if (entry.kind === "event") {
    const { kind, ...event } = entry.event;
    return { type: kind, at: isoTime(entry.at), by: entry.by, ...event };
  }
  const { agent, from, to, first_version, last_version, patches } = entry;
  return {
    type: "edited",
    at: isoTime(to),
    by: agent,
    agent,
    from: isoTime(from),
    to: isoTime(to),
    first_version,
    last_version,
    patches,
  };
}

/** Whom entries tell of. */
function agentsIn(entries: readonly (Sitting | Happening)[]): ReadonlySet<string> {
  const agents = entries.flatMap((entry) => {
    if (entry.kind === "sitting") return [entry.agent];
    return "agent" in entry.event ? [entry.by, entry.event.agent] : [entry.by];
  });
  return new Set(agents);
}

/** What agents are called, by id; who is gone for good is in it no more. */
async function namesOf(store: AgentStore, agents: ReadonlySet<string>): Promise<Record<string, string>> {
  const found = await Promise.all([...agents].map((agent) => store.find(agent)));
  return Object.fromEntries(found.flatMap((agent) => (agent === null ? [] : [[agent.agent_id, agent.name]])));
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

function writePlace({ versionBelow, seqBelow }: ActivityPlace): string {
  return `${versionBelow ?? ""}.${seqBelow ?? ""}`;
}

function readPlace(cursor: string): ActivityPlace | null {
  const match = /^(\d{0,15})\.(\d{0,15})$/.exec(cursor);
  if (match === null) return null;
  const [, version = "", seq = ""] = match;
  return {
    ...(version !== "" && { versionBelow: Number(version) }),
    ...(seq !== "" && { seqBelow: Number(seq) }),
  };
}
