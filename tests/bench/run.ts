import { type ClientPlan, measureClient } from "./measure-client.ts";
import { measureCommit } from "./measure-commit.ts";
import { measureFanout, type FanoutPlan } from "./measure-fanout.ts";
import { measureHistory } from "./measure-history.ts";
import { measureJoining } from "./measure-joining.ts";
import { measureRoleChange } from "./measure-role-change.ts";
import { measureStudio, type StudioPlan } from "./measure-studio.ts";
import { measureTokenCheck } from "./measure-token-check.ts";
import { measureMemory } from "./measure-memory.ts";
import { measurePresence, type PresencePlan } from "./measure-presence.ts";
import { describeMachine, pinMyself } from "./process-stats.ts";
import { renderReport, type Figures } from "./report.ts";
import { LOAD_CORE } from "./servers.ts";

/** `bun run bench [part …]`: prints markdown, then one line of JSON. Parts: crowd20 crowd100 sops200 commit joining memory presence roles tokens history client studio. */
const SECONDS = 5;

const PLANS: Readonly<Record<string, FanoutPlan>> = {
  crowd20: {
    name: "1 SOP, 20 peers, 10 write",
    rooms: 1,
    peers: 20,
    writers: 10,
    target: 20_000,
    compareAt: 10_000,
    rates: [20_000, 25_000, 30_000, 40_000, 50_000],
    seconds: SECONDS,
  },
  crowd100: {
    name: "1 SOP, 100 peers, 10 write",
    rooms: 1,
    peers: 100,
    writers: 10,
    target: 10_000,
    compareAt: 5000,
    rates: [10_000, 12_500, 15_000, 20_000],
    seconds: SECONDS,
  },
  sops200: {
    name: "200 SOPs, 3 peers each, 1 writes",
    rooms: 200,
    peers: 3,
    writers: 1,
    target: 20_000,
    compareAt: 10_000,
    rates: [20_000, 25_000, 30_000, 40_000],
    seconds: SECONDS,
  },
};

const CROWDS: readonly PresencePlan[] = [
  { name: "1 SOP, 100 peers move", rooms: 1, peers: 100, hz: 10 },
  { name: "1 SOP, 500 peers move", rooms: 1, peers: 500, hz: 10 },
  { name: "4 SOPs, 500 idle peers each", rooms: 4, peers: 500, hz: 0 },
];

const CLIENT: ClientPlan = { nodes: 5000, edges: 7500, pending: 50, queued: 10_000, missed: 10_000 };

const STUDIO: StudioPlan = { opened: 200, openings: 7, dragged: 1000, seconds: SECONDS };

async function runBench(parts: ReadonlySet<string>): Promise<Figures> {
  const wanted = (part: string) => parts.size === 0 || parts.has(part);
  const figures: Figures = { machine: describeMachine(), fanout: [], commit: [], presence: [] };
  // A browser is many processes: it has the whole machine, and so before this process keeps to one core.
  if (wanted("client")) figures.client = await measureClient(CLIENT);
  if (wanted("studio")) figures.studio = await measureStudio(STUDIO);
  pinMyself(LOAD_CORE);
  if (wanted("commit"))
    figures.commit = [measureCommit(200, 3), measureCommit(5000, 3), measureCommit(5000, 3, 1)];
  for (const [part, plan] of Object.entries(PLANS)) {
    if (wanted(part)) figures.fanout.push(await measureFanout(plan));
  }
  if (wanted("joining")) figures.joining = await measureJoining(1000, 1500, 100, 8);
  if (wanted("memory")) figures.memory = await measureMemory(200, 3000);
  if (wanted("presence"))
    for (const crowd of CROWDS) figures.presence.push(await measurePresence(crowd, SECONDS));
  if (wanted("roles")) figures.roles = await measureRoleChange(2, 500, 20);
  if (wanted("tokens")) figures.tokens = await measureTokenCheck(5000);
  if (wanted("history"))
    figures.history = [await measureHistory(200, 10_000, 300), await measureHistory(5000, 10_000, 100)];
  return figures;
}

const figures = await runBench(new Set(process.argv.slice(2)));
console.log(`${renderReport(figures)}\n\n${JSON.stringify(figures)}`);
