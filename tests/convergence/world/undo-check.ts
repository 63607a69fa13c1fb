import { agentOf } from "#schemas/ids.ts";
import { equalJson, isArray, type Json } from "#schemas/json.ts";
import { literalValue } from "#schemas/change/pending.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { differences } from "#schemas/change/three-way.ts";
import { copyJson } from "#tests/support/same-json.ts";
import { Finding } from "./finding.ts";
import type { LogBook } from "./log-book.ts";
import type { Tab } from "./tab.ts";
import type { World } from "./world.ts";

/** Undoes or redoes; where nothing of the author's is on its way, looks at what that changed on screen. */
export function undoWatched(world: World, tab: Tab, way: "undo" | "redo"): void {
  const { client } = tab;
  if (client === null) return;
  const { kept, sent, unkept } = client.status;
  const isQuiet = kept + sent + unkept === 0 && tab.gesture === null;
  const isKnown = client.version === world.log.version;
  const before = copyJson(client.graph());
  client[way]();
  if (isQuiet && isKnown) checkTakenBack(world.log, before, client.graph(), tab.device.agent, way);
}

/** What somebody else wrote last stays as it is. */
function checkTakenBack(log: LogBook, before: GraphView, after: GraphView, agent: string, way: string): void {
  for (const [id, node] of Object.entries(before.nodes)) {
    const now = after.nodes[id];
    if (now === undefined) continue;
    for (const { tokens, value } of differences(node, now, "whole")) {
      // Of a list others keep what they did in it, though it is another list then.
      if (isArray(value)) continue;
      const path = ["/nodes", id, ...tokens].join("/");
      const writer = lastWriter(log, path);
      // After a whole init only values tell whose a place is (TRANSFORM "Undo"): what somebody put back is as it was left.
      if (hasWritten(log, agent, path, literalValue(node, tokens.map(String)))) continue;
      if (writer !== undefined && agentOf(writer) !== agent)
        throw new Finding(
          "undo_hit_others",
          `${way} of ${agent} changed ${path} to ${JSON.stringify(value)}, last written by ${writer}`,
        );
    }
  }
}

function hasWritten(log: LogBook, agent: string, path: string, value: Json | undefined): boolean {
  return log.rows.some(
    ({ peer, ops }) =>
      agentOf(peer) === agent &&
      ops.some((effect) => effect.path === path && effect.op !== "remove" && equalJson(effect.value, value)),
  );
}

/** Who wrote exactly there last; what lies above or below says less, and is not asked. */
function lastWriter(log: LogBook, path: string): string | undefined {
  const row = log.rows.findLast(({ ops }) => ops.some((effect) => isAtOrAround(effect.path, path)));
  return row?.ops.some((effect) => effect.op === "replace" && effect.path === path) === true
    ? row.peer
    : undefined;
}

function isAtOrAround(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
