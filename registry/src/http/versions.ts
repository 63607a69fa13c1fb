import { Hono, type Context } from "hono";
import { makePin } from "#registry/room/make-pin.ts";
import type { KeptVersion } from "#registry/storage/history.ts";
import {
  NameBody,
  RenameBody,
  VersionParams,
  VersionsQuery,
  type VersionItem,
} from "#schemas/protocol/history.ts";
import { takeBody } from "./body.ts";
import { askRoleAgain, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { historyGone } from "./history-gone.ts";
import { problem, sopGone } from "./problem.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `GET …/versions` lists what can be read, `POST` names a version, `PUT …/versions/:version` renames it, `DELETE` takes the name away. */
export function versionsRoutes(deps: CallDeps): Hono<Env> {
  const { storage, clock, requireKey } = deps;
  const { versions } = storage;
  const body = takeBody("application/json", MAX_BYTES);
  const params = validated("param", VersionParams);
  return new Hono<Env>()
    .get(
      "/:id/versions",
      requireKey(LIST),
      requireSop(deps, LIST),
      validated("query", VersionsQuery),
      async (c) => {
        const { named, limit, cursor } = c.req.valid("query");
        const query = { isMarked: named, below: cursor, limit: limit + 1 };
        // One more than asked tells whether there is a next page.
        const found = await versions.list(c.get("sop").id, query);
        const page = found.slice(0, limit);
        const last = page.at(-1);
        const next = found.length > limit && last !== undefined ? { next_cursor: String(last.version) } : {};
        return c.json({ items: page.map(toItem), ...next });
      },
    )
    .post(
      "/:id/versions",
      requireKey(NAME),
      requireSop(deps, NAME),
      body,
      validated("json", NameBody),
      async (c) => {
        const { label, version } = c.req.valid("json");
        return nameVersion(c, deps, version, label, 201);
      },
    )
    .put(
      ONE,
      requireKey(RENAME),
      requireSop(deps, RENAME),
      params,
      body,
      validated("json", RenameBody),
      async (c) => {
        const { version } = c.req.valid("param");
        const known = await versions.find(c.get("sop").id, version);
        if (known === null || known.label === null) return noSuchName(version);
        return nameVersion(c, deps, version, c.req.valid("json").label, 200);
      },
    )
    .delete(ONE, requireKey(UNNAME), requireSop(deps, UNNAME), params, async (c) => {
      const { version } = c.req.valid("param");
      const act = { by: c.get("caller").agent.agent_id, at: clock.now() };
      const sop = c.get("sop").id;
      if (!(await versions.unname(sop, version, act))) return noSuchName(version);
      // Where it is not open, nobody listens.
      deps.rooms.peek(sop)?.tell({ named: { version, label: null } });
      return c.body(null, 204);
    });
}

const LIST = "GET /v1/sop/:id/versions";
const NAME = "POST /v1/sop/:id/versions";
const RENAME = "PUT /v1/sop/:id/versions/:version";
const UNNAME = "DELETE /v1/sop/:id/versions/:version";
const ONE = "/:id/versions/:version";

/** A name and a number. */
const MAX_BYTES = 4 * 1024;

/** `given` undefined: the newest version on disk. */
async function nameVersion(
  c: Context<Env>,
  deps: CallDeps,
  given: number | undefined,
  label: string,
  status: 200 | 201,
): Promise<Response> {
  const { storage, clock, config } = deps;
  const refused = await askRoleAgain(c, deps);
  if (refused) return refused;
  const sop = await storage.sops.find(c.get("sop").id);
  if (sop === null) return sopGone();
  const version = given ?? sop.version;
  if (version > sop.version) return noSuchVersion(version, sop.version);
  const pin = await makePin(storage.log, sop.id, version);
  if (pin === null) return historyGone(await storage.log.floor(sop.id));
  const act = { by: c.get("caller").agent.agent_id, at: clock.now() };
  const most = config.limits.named_versions;
  const end = await storage.versions.name(sop.id, pin, label, act, most);
  if (end === "no_sop") return sopGone();
  if (end === "full") return problem("limit", `A SOP has at most ${most} named versions.`);
  deps.rooms.peek(sop.id)?.tell({ named: { version, label } });
  const kept = await storage.versions.find(sop.id, version);
  return kept === null ? noSuchName(version) : c.json(toItem(kept), status);
}

function toItem({ version, agent, at, label, approved }: KeptVersion): VersionItem {
  return {
    version,
    ...(agent !== null && { agent }),
    at: isoTime(at),
    ...(label !== null && { label }),
    ...(approved !== null && { approved: { by: approved.by, at: isoTime(approved.at) } }),
  };
}

function noSuchVersion(version: number, newest: number): Response {
  return problem("not_found", `There is no version ${version} yet, the newest is ${newest}.`);
}

function noSuchName(version: number): Response {
  return problem("not_found", `Version ${version} has no name.`);
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
