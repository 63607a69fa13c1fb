import { createSop, register, type Agent } from "#tests/contract-client/http-client.ts";
import type { Graph, Sop } from "#tests/contract-client/json.ts";
import type { Fate } from "#tests/contract-client/messages.ts";
import { startRegistryProcess, type RegistryProcess } from "#tests/contract-client/registry-process.ts";
import { Person } from "#tests/contract-client/person.ts";
import { createTranscript, type Transcript } from "./transcript.ts";

/** Everything a scene plays with. */
export interface Stage {
  readonly registry: RegistryProcess;
  /** Each with an account of its own: the owner, whom she invites, and a program. */
  readonly agents: { readonly mia: Agent; readonly jonas: Agent; readonly bot: Agent };
  readonly sop: Sop;
  readonly mia: Person;
  readonly jonas: Person;
  readonly transcript: Transcript;
  /** Tells the transcript how an edit of `who` was answered, and waits until both canvases have it. */
  readonly tell: (who: string, fate: Fate) => Promise<void>;
}

/** Starts a registry, loads the graph into it and registers two people and an agent. */
export async function setStage(graph: Graph, write: (line: string) => void): Promise<Stage> {
  const transcript = createTranscript(write);
  const registry = await startRegistryProcess();
  const { url } = registry;
  const agents = {
    mia: await register(url, "mia"),
    jonas: await register(url, "jonas"),
    bot: await register(url, "triage-bot"),
  };
  const sop = await createSop(url, agents.mia, graph);
  const mia = new Person("Mia", url, agents.mia, sop.id);
  const jonas = new Person("Jonas", url, agents.jonas, sop.id);
  async function tell(who: string, fate: Fate): Promise<void> {
    if (fate.kind === "echo") transcript.made(fate.patch.version, who);
    transcript.fate(fate);
    if (fate.kind !== "echo") return;
    await Promise.all([mia.peer.reach(fate.patch.version), jonas.peer.reach(fate.patch.version)]);
  }
  return { registry, agents, sop, mia, jonas, transcript, tell };
}
