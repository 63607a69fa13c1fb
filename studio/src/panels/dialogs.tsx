import { useState } from "react";
import { useEditorState } from "../editor/editor-context.tsx";
import type { EditorState } from "../editor/editor-state.ts";
import { later } from "../ui/later.tsx";

const ExportDialog = later(async () => (await import("./export-dialog.tsx")).ExportDialog, null);
const OutlineDialog = later(
  async () => (await import("../canvas/outline/outline-dialog.tsx")).OutlineDialog,
  null,
);
const ShareDialog = later(async () => (await import("./share-dialog.tsx")).ShareDialog, null);
const ShortcutsDialog = later(async () => (await import("./shortcuts-dialog.tsx")).ShortcutsDialog, null);

/** The dialogs of the editor, each from when it was first opened. */
export function Dialogs() {
  const dialog = useEditorState(({ dialog }) => dialog);
  const [opened, setOpened] = useState<readonly EditorState["dialog"][]>([]);
  if (dialog !== null && !opened.includes(dialog)) setOpened([...opened, dialog]);
  return (
    <>
      {opened.includes("export") && <ExportDialog />}
      {opened.includes("outline") && <OutlineDialog />}
      {opened.includes("share") && <ShareDialog />}
      {opened.includes("shortcuts") && <ShortcutsDialog />}
    </>
  );
}
