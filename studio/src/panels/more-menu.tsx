import {
  CircleAlert,
  ClipboardCopy,
  Download,
  Ellipsis,
  History,
  Keyboard,
  Network,
  PanelRight,
  Redo2,
  TextInitial,
  Undo2,
  UserPlus,
} from "lucide-react";
import { takeBack } from "../canvas/actions/take-back.ts";
import { copyAsText } from "../canvas/actions/copy-as-text.ts";
import { tidyUp } from "../canvas/actions/tidy-up.ts";
import { writeAsText } from "../canvas/actions/write-as-text.ts";
import { useCanvas } from "../canvas/canvas-context.tsx";
import { useTheme, type ThemeChoice } from "../app/theme.ts";
import { useCanEdit, useEditor, useEditorState, useLive } from "../editor/editor-context.tsx";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "../ui/menu.tsx";

const THEMES: readonly { readonly value: ThemeChoice; readonly label: string }[] = [
  { value: "system", label: "As this device" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** What is done seldom; on a narrow page (`isWhole`) everything that the bar has no room for. */
export function MoreMenu({ isWhole }: { readonly isWhole: boolean }) {
  const { state } = useEditor();
  const canvas = useCanvas();
  const canEdit = useCanEdit();
  const hasSelection = useEditorState(({ selection }) => selection.nodes.length > 0);
  const [theme, choose] = useTheme();
  const { openDialog } = state.getState();
  return (
    <Menu
      trigger={
        <IconButton label="More">
          <Ellipsis />
        </IconButton>
      }
    >
      {isWhole && <NarrowItems />}
      {canEdit && (
        <MenuItem onSelect={() => void tidyUp(canvas)}>
          <Network aria-hidden /> Tidy up the layout
        </MenuItem>
      )}
      {canEdit && (
        <MenuItem onSelect={() => writeAsText(canvas)}>
          <TextInitial aria-hidden /> Write as text
        </MenuItem>
      )}
      <MenuItem onSelect={() => void copyAsText(canvas)}>
        <ClipboardCopy aria-hidden /> {hasSelection ? "Copy the selection as text" : "Copy as text"}
      </MenuItem>
      <MenuItem onSelect={() => openDialog("shortcuts")}>
        <Keyboard aria-hidden /> Keyboard shortcuts
      </MenuItem>
      <MenuLine />
      <MenuLabel>Appearance</MenuLabel>
      <MenuChoice value={theme} options={THEMES} onChange={choose} />
    </Menu>
  );
}

function NarrowItems() {
  const { state } = useEditor();
  const canvas = useCanvas();
  const { canUndo, canRedo } = useLive("undo");
  const canEdit = useCanEdit();
  const { openDialog, openPanel } = state.getState();
  return (
    <>
      <MenuItem isDisabled={!canEdit || !canUndo} onSelect={() => takeBack(canvas, "undo")}>
        <Undo2 aria-hidden /> Undo my last change
      </MenuItem>
      <MenuItem isDisabled={!canEdit || !canRedo} onSelect={() => takeBack(canvas, "redo")}>
        <Redo2 aria-hidden /> Redo
      </MenuItem>
      <MenuLine />
      <MenuItem onSelect={() => openDialog("share")}>
        <UserPlus aria-hidden /> Share
      </MenuItem>
      <MenuItem onSelect={() => openPanel("properties")}>
        <PanelRight aria-hidden /> Properties
      </MenuItem>
      <MenuItem onSelect={() => openPanel("problems")}>
        <CircleAlert aria-hidden /> Problems
      </MenuItem>
      <MenuItem onSelect={() => openPanel("history")}>
        <History aria-hidden /> History
      </MenuItem>
      <MenuItem onSelect={() => openDialog("export")}>
        <Download aria-hidden /> Export
      </MenuItem>
      <MenuLine />
    </>
  );
}
