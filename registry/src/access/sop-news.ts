import type { Clock } from "#registry/clock.ts";
import { toListItem } from "#registry/room/encode-sop.ts";
import type { Storage } from "#registry/storage/storage.ts";
import type { Logger } from "pino";

/** What happens to the SOPs of an agent, as `GET /v1/events` tells it. */
interface SopEvent {
  readonly type: "sop.created" | "sop.updated" | "sop.removed" | "sop.shared" | "sop.role";
  /** The JSON text. */
  readonly text: string;
}

type Hear = (event: SopEvent) => void;

/** News of SOPs, to the agents who have a role on them when it is told, and to no others. */
export interface SopNews {
  /** Hears what concerns an agent, until the returned function is called. */
  listen(agent: string, hear: Hear): () => void;
  /** Made, or brought back. */
  created(sop: string): void;
  /** Changed; told at most once a second for each SOP. Costs next to nothing where nobody listens. */
  updated(sop: string): void;
  /** To these agents the SOP is gone. */
  removed(sop: string, agents: readonly string[]): void;
  /** An agent has a role on it for the first time. */
  shared(sop: string, agent: string): void;
  roleChanged(sop: string, agent: string): void;
  /** Ends the timer. */
  stop(): void;
}

const UPDATES_MS = 1000;

/** Makes the news of one registry. */
export function createSopNews(
  { sops, members }: Pick<Storage, "sops" | "members">,
  clock: Clock,
  log: Logger,
): SopNews {
  const hearersByAgent = new Map<string, Set<Hear>>();
  let updated = new Set<string>();
  let stopTimer: (() => void) | undefined;

  /** What an agent may see of a SOP is asked anew for each event: a role may be gone by the time it is told. */
  async function tell(type: SopEvent["type"], sop: string, agents: Iterable<string>): Promise<void> {
    for (const agent of agents) {
      if (!hearersByAgent.has(agent)) continue;
      const found = await sops.findFor(sop, agent);
      if (found === null || found.deleted_at !== null) continue;
      hand(agent, { type, text: JSON.stringify({ type, id: sop, sop: toListItem(found, found.role) }) });
    }
  }

  async function tellMembers(type: SopEvent["type"], sop: string): Promise<void> {
    const agents = (await members.list(sop)).map(({ agent_id }) => agent_id);
    await tell(type, sop, agents);
  }

  function hand(agent: string, event: SopEvent): void {
    for (const hear of hearersByAgent.get(agent) ?? []) hear(event);
  }

  /** News are told on the side: what fails to be told fails nobody's call. */
  function aside(sop: string, work: Promise<void>): void {
    work.catch((error: unknown) => log.warn({ err: error, sop }, "news could not be told"));
  }

  function tellUpdates(): void {
    stopTimer = undefined;
    const due = updated;
    updated = new Set();
    for (const sop of due) aside(sop, tellMembers("sop.updated", sop));
  }

  return {
    listen(agent, hear) {
      const hearers = hearersByAgent.get(agent) ?? new Set();
      hearersByAgent.set(agent, hearers.add(hear));
      return () => {
        hearers.delete(hear);
        if (hearers.size === 0 && hearersByAgent.get(agent) === hearers) hearersByAgent.delete(agent);
      };
    },
    created: (sop) => hearersByAgent.size > 0 && aside(sop, tellMembers("sop.created", sop)),
    updated(sop) {
      if (hearersByAgent.size === 0) return;
      updated.add(sop);
      stopTimer ??= clock.after(UPDATES_MS, tellUpdates);
    },
    removed(sop, agents) {
      const event = { type: "sop.removed", text: JSON.stringify({ type: "sop.removed", id: sop }) } as const;
      for (const agent of agents) hand(agent, event);
    },
    shared: (sop, agent) => aside(sop, tell("sop.shared", sop, [agent])),
    roleChanged: (sop, agent) => aside(sop, tell("sop.role", sop, [agent])),
    stop: () => stopTimer?.(),
  };
}
