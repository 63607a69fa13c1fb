import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import { Button } from "../ui/button.tsx";

/** Says which old version is on the canvas, and leads back. */
export function VisitBanner() {
  const { state } = useEditor();
  const visit = useEditorState(({ visit }) => visit);
  if (visit === null) return null;
  return (
    <div role="status" className="flex items-center gap-3 border-b border-line bg-accent-soft px-4 py-2">
      {visit.title}
      <Button onClick={() => state.getState().visitVersion(null)}>Back to now</Button>
    </div>
  );
}
