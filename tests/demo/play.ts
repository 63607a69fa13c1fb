import support from "#tests/fixtures/support-ticket.json";
import { compareAll, type Comparison } from "./compare.ts";
import { playKill } from "./scene-kill.ts";
import { playLostEcho, playOffline, playUndo } from "./scenes-apart.ts";
import { playArrayInserts, playLastWriteWins, playNodeRemovedUnderEdge } from "./scenes-together.ts";
import { setStage, type Stage } from "./stage.ts";

const SCENES: readonly ((stage: Stage) => Promise<void>)[] = [
  playLastWriteWins,
  playOffline,
  playNodeRemovedUnderEdge,
  playArrayInserts,
  playUndo,
  playLostEcho,
  playKill,
];

/** Plays the whole demonstration against a registry of its own and compares what everybody has at the end. */
export async function playDemo(write: (line: string) => void): Promise<Comparison> {
  const stage = await setStage(support, write);
  try {
    const { transcript, mia, jonas, sop } = stage;
    transcript.scene(`"${sop.graph.name}"`);
    transcript.says(
      `${Object.keys(sop.graph.nodes).length} nodes, ${Object.keys(sop.graph.edges).length} edges, version 0`,
    );
    await mia.comeOnline();
    await jonas.comeOnline();
    transcript.does("Mia", "opens it");
    transcript.does("Jonas", "opens it; an agent works on it over HTTP with an API key");
    transcript.says("each is a peer of its own; until members come, all of them use the creator's account");
    for (const scene of SCENES) await scene(stage);

    transcript.scene("In the end");
    const comparison = await compareAll(stage);
    for (const name of comparison.compared) {
      const word = comparison.different.includes(name) ? "DIFFERS" : "the same";
      write(`    ${word.padEnd(8)}  ${name}, version ${comparison.version}`);
    }
    return comparison;
  } finally {
    await stage.registry.remove();
  }
}
