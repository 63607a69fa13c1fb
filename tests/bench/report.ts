import type { LoadResult } from "./apply-load.ts";
import type { CommitFigures } from "./measure-commit.ts";
import type { FanoutFigures } from "./measure-fanout.ts";
import type { JoiningFigures, Joins } from "./measure-joining.ts";
import type { HistoryFigures } from "./measure-history.ts";
import type { MemoryFigures } from "./measure-memory.ts";
import type { PresenceFigures } from "./measure-presence.ts";
import type { RoleChangeFigures } from "./measure-role-change.ts";
import type { TokenCheckFigures } from "./measure-token-check.ts";
import type { ClientFigures } from "./measure-client.ts";
import type { StudioFigures } from "./measure-studio.ts";
import type { Machine } from "./process-stats.ts";
import { renderRoleChange, renderTokenCheck } from "./report-access.ts";
import { renderHistory } from "./report-history.ts";
import { renderClient } from "./report-client.ts";
import { renderStudio } from "./report-studio.ts";
import { percent, table, whole } from "./table.ts";

/** Everything that one run of the bench measured; parts that were not asked for are absent. */
export type Figures = {
  machine: Machine;
  fanout: FanoutFigures[];
  commit: CommitFigures[];
  joining?: JoiningFigures;
  memory?: MemoryFigures;
  presence: PresenceFigures[];
  roles?: RoleChangeFigures;
  tokens?: TokenCheckFigures;
  client?: ClientFigures;
  history?: HistoryFigures[];
  studio?: StudioFigures;
};

/** The figures as markdown: one table per question, the machine first. */
export function renderReport(figures: Figures): string {
  const { machine } = figures;
  const pinned = machine.pinned ? "server and load on a core each" : "server and load NOT kept apart";
  return [
    `Machine: ${machine.cpu}, ${machine.cores} cores, Bun ${machine.bun}; ${pinned}. An edit is a one-op patch in a ` +
      "frame of its own; each load meets a process that has done 5 s of it before; times are from when an edit was due until a peer has it.",
    ...(figures.fanout.length > 0 ? [renderFanout(figures.fanout), renderSteps(figures.fanout)] : []),
    ...(figures.commit.length > 0 ? [renderCommit(figures.commit)] : []),
    ...(figures.joining === undefined ? [] : [renderJoining(figures.joining)]),
    ...(figures.memory === undefined ? [] : [renderMemory(figures.memory)]),
    ...(figures.presence.length > 0 ? [renderPresence(figures.presence)] : []),
    ...(figures.roles === undefined ? [] : [renderRoleChange(figures.roles)]),
    ...(figures.tokens === undefined ? [] : [renderTokenCheck(figures.tokens)]),
    ...(figures.client === undefined ? [] : [renderClient(figures.client)]),
    ...(figures.history === undefined ? [] : [renderHistory(figures.history)]),
    ...(figures.studio === undefined ? [] : [renderStudio(figures.studio)]),
  ].join("\n\n");
}

function renderFanout(fanout: readonly FanoutFigures[]): string {
  return table(
    ["edits by the socket", "promised/s", "sustained/s", "CPU per edit", "relay's", "ratio", "at edits/s"],
    fanout.map(({ name, target, sustained, registry, relay }) => [
      name,
      whole(target),
      whole(sustained),
      `${registry.cpuUs.toFixed(1)} µs`,
      `${relay.cpuUs.toFixed(1)} µs`,
      `${(registry.cpuUs / relay.cpuUs).toFixed(1)}×`,
      whole(registry.rate),
    ]),
  );
}

function renderSteps(fanout: readonly FanoutFigures[]): string {
  const rows = fanout.flatMap(({ name, steps, registry, relay }) => [
    row(`${name}, compared`, registry),
    row(`${name}, relay`, relay),
    ...steps.map((step) =>
      row(`${name}, ${whole(step.rate)}/s ${step.kept ? "kept" : "not kept"}`, step.result),
    ),
  ]);
  return table(
    [
      "step",
      "arrived/s",
      "all arrived",
      "p50",
      "p99",
      "server core",
      "load core",
      "all else",
      "bytes/edit/peer",
    ],
    rows,
  );
}

function row(name: string, result: LoadResult): string[] {
  return [
    name,
    whole(result.rate),
    percent(result.delivered),
    `${result.p50.toFixed(1)} ms`,
    `${result.p99.toFixed(1)} ms`,
    percent(result.serverBusy),
    percent(result.loadBusy),
    percent(result.othersBusy),
    whole(result.bytesPerEditAndPeer),
  ];
}

function renderCommit(commits: readonly CommitFigures[]): string {
  const rows = commits.map(({ nodes, movesPerDrag, commitsPerSecond }) => [
    `${whole(nodes)} nodes, ${movesPerDrag === 1 ? "scattered writes" : `drags of ${movesPerDrag} moves`}`,
    whole(commitsPerSecond),
  ]);
  return table(["the transform alone", "one-op commits/s"], rows);
}

function renderJoining({ nodes, edges, warm, cold, relay, coldRelay }: JoiningFigures): string {
  return table(
    [`joining ${whole(nodes)} nodes, ${whole(edges)} edges`, "p50", "p99", "CPU per join", "bytes"],
    [
      joinRow("warm", warm),
      joinRow("the relay, same bytes, warm", relay),
      joinRow("cold: the first after a restart", cold),
      joinRow("the relay, just started", coldRelay),
    ],
  );
}

function joinRow(name: string, joins: Joins): string[] {
  return [
    name,
    `${joins.p50.toFixed(2)} ms`,
    `${joins.p99.toFixed(2)} ms`,
    `${whole(joins.cpuUs)} µs`,
    `${whole(joins.bytes / 1024)} KiB`,
  ];
}

function renderMemory(memory: MemoryFigures): string {
  return table(
    ["memory (RSS)", "KiB"],
    [
      [`registry with ${memory.sops / 4} SOPs open`, whole(memory.idleBytes / 1024)],
      [
        `each further 200-node SOP with a peer that edited it (of ${memory.sops})`,
        (memory.perSopBytes / 1024).toFixed(1),
      ],
      [
        `each further idle connection (of ${memory.connections})`,
        (memory.perConnectionBytes / 1024).toFixed(1),
      ],
    ],
  );
}

function renderPresence(presence: readonly PresenceFigures[]): string {
  return table(
    ["presence", "moves/s", "server core", "load core", "messages/s and peer", "KiB/s and peer"],
    presence.map(({ name, rooms, peers, hz, serverBusy, loadBusy, framesPerSecond, bytesPerSecond }) => [
      name,
      whole(rooms * peers * hz),
      `${(serverBusy * 100).toFixed(1)} %`,
      `${(loadBusy * 100).toFixed(1)} %`,
      framesPerSecond.toFixed(1),
      whole(bytesPerSecond / 1024),
    ]),
  );
}
