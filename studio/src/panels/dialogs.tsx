import { useState, type ComponentType } from "react";
import { useEditorState } from "../editor/editor-context.tsx";
import type { EditorState } from "../editor/editor-state.ts";
import { later } from "../ui/later.tsx";
import { MissingDialog } from "./missing-dialog.tsx";

const ExportDialog = dialog("export", async () => (await import("./export-dialog.tsx")).ExportDialog);
const OutlineDialog = dialog(
  "outline",
  async () => (await import("../canvas/outline/outline-dialog.tsx")).OutlineDialog,
);
const ShareDialog = dialog("share", async () => (await import("./share-dialog.tsx")).ShareDialog);
const ShortcutsDialog = dialog(
  "shortcuts",
  async () => (await import("./shortcuts-dialog.tsx")).ShortcutsDialog,
);

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

function dialog(name: NonNullable<EditorState["dialog"]>, load: () => Promise<ComponentType>): ComponentType {
  return later(load, null, () => <MissingDialog name={name} />);
}
