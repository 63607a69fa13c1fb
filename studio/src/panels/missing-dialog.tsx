import { use, useEffect } from "react";
import { toast } from "sonner";
import { useEditor } from "../editor/editor-context.tsx";
import type { EditorState } from "../editor/editor-state.ts";
import { AgainContext } from "../ui/later.tsx";

/** Says that a dialog could not be had; when it is opened the next time, it is tried again. */
export function MissingDialog({ name }: { readonly name: NonNullable<EditorState["dialog"]> }) {
  const { state } = useEditor();
  const again = use(AgainContext);
  useEffect(() => {
    if (state.getState().dialog === name) {
      toast.error("This could not be loaded. Check your network and try again.", { id: "dialog" });
      state.getState().openDialog(null);
    }
    return state.subscribe(({ dialog }) => {
      if (dialog === name) again();
    });
  }, [state, name, again]);
  return null;
}
