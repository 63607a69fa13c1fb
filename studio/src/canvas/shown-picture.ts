import type { Edge } from "#schemas/graph/edge.ts";
import type { Node } from "#schemas/graph/node.ts";
import type { Editor } from "../editor/editor-context.tsx";
import type { Visit } from "../editor/editor-state.ts";
import { snapshotsOf } from "../hooks/sop-snapshots.ts";
import { movingNodes, withPlaces } from "../together/moving-nodes.ts";
import type { Picture } from "./to-flow.ts";

/** What the canvas shows: the SOP as it is, with nodes that others drag where they drag them, or an old version. */
export interface ShownPicture {
  /** The very same while nothing of it is different. */
  readonly read: () => Picture;
  /**
   * U19: told at most once a frame, before it is drawn: however many patches come in between, they are drawn together.
   * An old version that is opened or left is told at once.
   */
  readonly subscribe: (changed: () => void) => () => void;
}

/** The picture of one editor; it listens only while somebody listens to it. */
export function createShownPicture({ sop, state }: Pick<Editor, "sop" | "state">): ShownPicture {
  const snapshots = snapshotsOf(sop);
  const moving = movingNodes.of(sop);
  const listeners = new Set<() => void>();
  let stop: (() => void) | null = null;
  const live = remember((view: unknown, places: ReturnType<typeof moving.read>): Picture => {
    const { nodes, edges } = view as Picture;
    return { nodes: withPlaces(nodes, places), edges };
  });
  const visited = remember(({ graph }: Visit): Picture => ({
    nodes: Object.values(graph.nodes) as unknown as Node[],
    edges: Object.values(graph.edges) as unknown as Edge[],
  }));

  function tell(): void {
    for (const changed of listeners) changed();
  }

  function listen(): () => void {
    let frame = 0;
    const soon = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        tell();
      });
    };
    const stops = [
      snapshots.subscribe("view", soon),
      moving.subscribe(soon),
      state.subscribe(({ visit }, before) => {
        if (visit !== before.visit) tell();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(frame);
    };
  }

  return {
    read() {
      const { visit } = state.getState();
      return visit === null ? live(snapshots.read("view"), moving.read()) : visited(visit);
    },
    subscribe(changed) {
      listeners.add(changed);
      stop ??= listen();
      return () => {
        listeners.delete(changed);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
  };
}

/** Makes a value once for the same arguments in a row. */
function remember<A extends unknown[], T>(make: (...args: A) => T): (...args: A) => T {
  let last: { readonly args: A; readonly value: T } | null = null;
  return (...args) => {
    if (last === null || args.some((arg, i) => arg !== last?.args[i])) last = { args, value: make(...args) };
    return last.value;
  };
}
