import { expect, test } from "bun:test";
import { createAccess } from "#registry/access/access.ts";
import { createLiveRights } from "#registry/access/live-rights.ts";
import { createSopNews } from "#registry/access/sop-news.ts";
import { readConfig } from "#registry/config.ts";
import type { Deps } from "#registry/deps.ts";
import { openFanout } from "#registry/fanout/open.ts";
import { createApp } from "#registry/http/app.ts";
import { createLog } from "#registry/log.ts";
import { createPrometheusMeasures } from "#registry/measures/prometheus.ts";
import { createPatchTurns } from "#registry/peer/patch-turns.ts";
import type { Rooms } from "#registry/room/rooms.ts";
import { openStorage } from "#registry/storage/open.ts";
import { CALLS } from "#schemas/calls.ts";
import { createTestClock } from "#tests/support/test-clock.ts";

test("[A20] every route has its row in the table of calls, and every row of HTTP its route", async () => {
  const routed = await routesOfApp();
  const rows = Object.keys(CALLS).filter((name) => / \//.test(name) && !name.includes("#"));
  expect(routed.filter((name) => !rows.includes(name))).toEqual([]);
  // The socket is answered before the app is asked.
  const unrouted = rows.filter((name) => !routed.includes(name));
  expect(unrouted).toEqual(["GET /v1/sop/:id/ws"]);
});

/** `<method> <path>` of every handler; middleware is routed for all methods and is no call. */
async function routesOfApp(): Promise<string[]> {
  const clock = createTestClock();
  const config = readConfig({ KP_LOG_LEVEL: "silent" });
  const log = createLog("silent");
  const storage = await openStorage("sqlite::memory:");
  const access = createAccess({ storage, config, clock, log });
  const prometheus = createPrometheusMeasures(clock);
  const news = createSopNews(storage, clock, log);
  // Nothing is called: only the routes are asked for.
  const rooms = { peek: () => undefined } as unknown as Rooms;
  const deps: Deps = {
    config,
    storage,
    access,
    rights: createLiveRights(rooms, access, news),
    news,
    rooms,
    fanout: openFanout(),
    clock,
    log,
    measures: prometheus.measures,
    prometheus,
    patchTurns: createPatchTurns(config.limits, clock, prometheus.measures),
  };
  try {
    const { routes } = createApp(deps);
    return [
      ...new Set(
        routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`),
      ),
    ];
  } finally {
    prometheus.stop();
    await access.stop();
    await storage.close();
  }
}
