import { startStudio, type Studio, type User } from "#tests/browser/studio/harness.ts";
import { sizedGraph } from "../sized-graph.ts";
import { installProbes } from "./page-probes.ts";

/** A studio for one measurement, and a SOP of this size in it. */
export async function openSized(nodes: number): Promise<{ studio: Studio; ada: User; sop: string }> {
  const studio = await startStudio();
  const ada = await studio.user("Ada");
  await ada.context.addInitScript(installProbes);
  return { studio, ada, sop: await ada.createSop(sizedGraph(nodes, nodes + Math.floor(nodes / 2))) };
}

/** Programs that each move a node to and fro so many times a second, until disposed. */
export async function openMovers(
  studio: Studio,
  owner: User,
  sop: string,
  nodes: readonly string[],
  hz: number,
): Promise<Disposable> {
  const ends = new DisposableStack();
  for (const node of nodes) {
    const mover = await studio.user(`Mover ${node}`);
    await owner.call("PUT", `/v1/sop/${sop}/members/${mover.agent}`, { role: "editor" });
    const socket = ends.use(mover.open(sop, { client: `mover-${node}` }));
    const init = await socket.next();
    if (init.type !== "init" || init.sop === undefined) throw new Error(`no init: ${init.type}`);
    const { x = 0, y = 0 } = init.sop.graph.nodes[node]?.position ?? {};
    let moves = 0;
    const timer = setInterval(() => {
      moves++;
      const value = { x: x + (moves % 20), y: y + (moves % 10) };
      const ops = [{ op: "replace", path: `/nodes/${node}/position`, value }];
      socket.send({ type: "patch", id: `m${moves}`, base: init.version, ts: Date.now(), ops });
    }, 1000 / hz);
    ends.defer(() => clearInterval(timer));
  }
  return ends;
}
