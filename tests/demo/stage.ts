import { createSop, register, type Agent } from "#tests/contract-client/http-client.ts";
import type { Graph, Sop } from "#tests/contract-client/json.ts";
import type { Fate } from "#tests/contract-client/messages.ts";
import { startRegistryProcess, type RegistryProcess } from "#tests/contract-client/registry-process.ts";
import { Person } from "#tests/contract-client/person.ts";
import { createTranscript, type Transcript } from "./transcript.ts";

/** Everything a scene plays with. */
export interface Stage {
  readonly registry: RegistryProcess;
  readonly agent: Agent;
  readonly sop: Sop;
  readonly mia: Person;
  readonly jonas: Person;
  readonly transcript: Transcript;
  /** Tells the transcript how an edit of `who` was answered, and waits until both canvases have it. */
  readonly tell: (who: string, fate: Fate) => Promise<void>;
}

/** Starts a registry, loads the graph into it and seats two people. */
export async function setStage(graph: Graph, write: (line: string) => void): Promise<Stage> {
  const transcript = createTranscript(write);
  const registry = await startRegistryProcess();
  const agent = await register(registry.url, "support-team");
  const sop = await createSop(registry.url, agent, graph);
  const mia = new Person("Mia", registry.url, agent, sop.id);
  const jonas = new Person("Jonas", registry.url, agent, sop.id);
  async function tell(who: string, fate: Fate): Promise<void> {
    if (fate.kind === "echo") transcript.made(fate.patch.version, who);
    transcript.fate(fate);
    if (fate.kind !== "echo") return;
    await Promise.all([mia.peer.reach(fate.patch.version), jonas.peer.reach(fate.patch.version)]);
  }
  return { registry, agent, sop, mia, jonas, transcript, tell };
}
