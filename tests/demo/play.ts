import support from "#tests/fixtures/support-ticket.json";
import { compareAll, type Comparison } from "./compare.ts";
import { playKill } from "./scene-kill.ts";
import { playLostEcho, playOffline, playUndo } from "./scenes-apart.ts";
import { playDemotion, playInvite, playLock } from "./scenes-shared.ts";
import { playArrayInserts, playLastWriteWins, playNodeRemovedUnderEdge } from "./scenes-together.ts";
import { setStage, type Stage } from "./stage.ts";

const SCENES: readonly ((stage: Stage) => Promise<void>)[] = [
  playInvite,
  playLastWriteWins,
  playOffline,
  playNodeRemovedUnderEdge,
  playArrayInserts,
  playUndo,
  playLostEcho,
  playLock,
  playDemotion,
  playKill,
];

/** Plays the whole demonstration against a registry of its own and compares what everybody has at the end. */
export async function playDemo(write: (line: string) => void): Promise<Comparison> {
  const stage = await setStage(support, write);
  try {
    const { transcript, sop } = stage;
    transcript.scene(`"${sop.graph.name}"`);
    transcript.says(
      `${Object.keys(sop.graph.nodes).length} nodes, ${Object.keys(sop.graph.edges).length} edges, version 0`,
    );
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
