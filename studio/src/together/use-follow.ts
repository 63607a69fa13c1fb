import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import { announce } from "./announcer.tsx";
import { glideSight } from "./glide.ts";
import { fitSight, sightOf, viewportFor } from "./sight.ts";

/** Keeps the canvas where a followed person's is, until Esc, a movement of my own, or the person goes. */
export function useFollow(): void {
  const { sop, state } = useEditor();
  const peer = useEditorState(({ following }) => following);
  const store = useStoreApi();
  const { setViewport } = useReactFlow();

  useEffect(() => {
    if (peer === null) return;
    const name = sop.peers.get(peer)?.name ?? "somebody";
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let frame = 0;
    let shownAt = performance.now();
    let isMoving = false;
    announce(`Following ${name}. Press Escape to stop.`);

    const step = (now: number) => {
      frame = 0;
      const theirs = sop.peers.get(peer)?.viewport;
      const pane = store.getState();
      const mine = sightOf(pane);
      if (theirs === undefined || mine === null) return;
      const to = fitSight(theirs, pane);
      const next = isStill ? to : glideSight(mine, to, Math.min(now - shownAt, 100));
      shownAt = now;
      isMoving = true;
      void setViewport(viewportFor(next, pane));
      isMoving = false;
      const reached = sightOf(store.getState());
      // A canvas that cannot go there, at the end of its zoom for example, stays where it is.
      const isStuck =
        reached !== null && reached.x === mine.x && reached.y === mine.y && reached.zoom === mine.zoom;
      if (next !== to && !isStuck) frame = requestAnimationFrame(step);
    };
    const look = () => {
      if (!sop.peers.has(peer)) return state.getState().follow(null);
      if (frame !== 0) return;
      shownAt = performance.now();
      frame = requestAnimationFrame(step);
    };
    look();

    const stops = [
      sop.subscribe(({ kind }) => {
        if (kind === "peers") look();
      }),
      store.subscribe(({ transform }, before) => {
        if (transform !== before.transform && !isMoving) state.getState().follow(null);
      }),
      onEscape(() => state.getState().follow(null)),
    ];
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
      announce("You look around on your own again.");
    };
  }, [peer, sop, state, store, setViewport]);
}

/** A dialog or a menu that takes the key first keeps it. */
function onEscape(run: () => void): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) run();
  };
  addEventListener("keydown", pressed);
  return () => removeEventListener("keydown", pressed);
}
