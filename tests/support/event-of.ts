import type { Row } from "#schemas/change/types.ts";
import { agentOf } from "#schemas/ids.ts";
import type { PatchEvent } from "#schemas/protocol/server-message.ts";

/** A row as a client hears of it that asked for what stands beside the graph. */
export function eventOf({ version, id, peer, ts, effects, delta }: Row): PatchEvent {
  const told = {
    version,
    head: `h${version}`,
    id,
    peer,
    agent: agentOf(peer),
    ts,
    ops: effects,
    side: delta,
  };
  return JSON.parse(JSON.stringify(told)) as PatchEvent;
}
