import { useEffect } from "react";
import { announce } from "../together/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { beginConnecting } from "./actions/connect.ts";
import { pictureOf } from "./actions/try-edit.ts";
import { useCanvas, useCanvasState } from "./canvas-context.tsx";
import { branchesOf } from "./handles.ts";
import { titleOf } from "./title-of.ts";

/** Says how a connection that was begun is finished. */
export function ConnectingBar() {
  const canvas = useCanvas();
  const connecting = useCanvasState(({ connecting }) => connecting);
  const source = pictureOf(canvas.editor).nodes.find(({ id }) => id === connecting?.source);
  const branch = connecting?.branch === undefined ? "" : `, branch ${connecting.branch}`;
  const words = source === undefined ? "" : `Connecting ${titleOf(source)}${branch}. Choose where it leads.`;
  useEffect(() => {
    if (words !== "")
      announce(`${words} Arrow keys and Tab go from node to node, Enter connects, Escape cancels.`);
  }, [words]);
  if (connecting === null || source === undefined) return null;
  return (
    <div className="absolute inset-x-3 top-3 z-5 mx-auto flex w-fit items-center gap-3 rounded-xl border border-accent bg-surface py-1.5 pr-1.5 pl-4 shadow-raised">
      <p className="text-sm">
        {words} <span className="text-ink-faint max-sm:hidden">Enter connects, Esc cancels.</span>
      </p>
      {branchesOf(source).length > 0 && <Button onClick={() => beginConnecting(canvas)}>Other branch</Button>}
      <Button look="quiet" onClick={() => canvas.state.getState().set({ connecting: null })}>
        Cancel
      </Button>
    </div>
  );
}
