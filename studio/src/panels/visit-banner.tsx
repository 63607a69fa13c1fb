import { useEffect } from "react";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import { useIsNarrow } from "../hooks/use-is-narrow.ts";
import { later } from "../ui/later.tsx";

/** Most never look at an old version. */
const VisitBar = later(async () => (await import("./visit-bar.tsx")).VisitBar, null);

/** U52: says which old version is on the canvas; a bar has the rest. */
export function VisitBanner() {
  const version = useEditorState(({ visit }) => visit?.version);
  useRoomForVersion(version !== undefined);
  return (
    <>
      <p role="status" className="sr-only">
        {version !== undefined && `Version ${version} is on the canvas. It cannot be edited.`}
      </p>
      {version !== undefined && <VisitBar />}
    </>
  );
}

/** A sheet over half of a narrow page would hide the version that was asked for. */
function useRoomForVersion(isOpen: boolean): void {
  const { state } = useEditor();
  const isNarrow = useIsNarrow();
  useEffect(() => {
    if (isOpen && isNarrow) state.getState().openPanel(null);
  }, [isOpen, isNarrow, state]);
}
