/** What a shortcut does. */
export type Command =
  | "undo"
  | "redo"
  | "save"
  | "help"
  | "addStep"
  | "addCondition"
  | "addTool"
  | "write"
  | "connect"
  | "delete"
  | "selectAll"
  | "duplicate"
  | "fit"
  | "layout"
  | "zoomIn"
  | "zoomOut"
  | "open"
  | "nextEdge"
  | "cancel";

/** Where a shortcut is heard: even while typing, anywhere else on the page, or only on the canvas. */
export type Where = "everywhere" | "page" | "canvas";

/** One thing that keys do. `Mod` is Ctrl, on a Mac ⌘. */
export interface Shortcut {
  /** Each does it by itself. Empty parts are said in `text`. */
  readonly keys: readonly string[];
  readonly text: string;
  readonly group: "Edit" | "Add" | "Select" | "View" | "Help";
  /** Null: the browser or the focused element does it. */
  readonly command: Command | null;
  readonly where: Where;
}

/** Every shortcut, in the order in which they are listed. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ["1"], text: "Add a step", group: "Add", command: "addStep", where: "canvas" },
  { keys: ["2"], text: "Add a condition", group: "Add", command: "addCondition", where: "canvas" },
  { keys: ["3"], text: "Add a tool", group: "Add", command: "addTool", where: "canvas" },
  { keys: ["4", "T"], text: "Write as text", group: "Add", command: "write", where: "canvas" },
  {
    keys: ["C"],
    text: "Connect: choose the target with arrows or Tab, then Enter",
    group: "Add",
    command: "connect",
    where: "canvas",
  },
  { keys: ["Mod+Z"], text: "Undo my last change", group: "Edit", command: "undo", where: "page" },
  { keys: ["Mod+Shift+Z", "Mod+Y"], text: "Redo", group: "Edit", command: "redo", where: "page" },
  { keys: ["Mod+C"], text: "Copy", group: "Edit", command: null, where: "canvas" },
  { keys: ["Mod+X"], text: "Cut", group: "Edit", command: null, where: "canvas" },
  {
    keys: ["Mod+V"],
    text: "Paste at the pointer; lines of text: write with them",
    group: "Edit",
    command: null,
    where: "canvas",
  },
  { keys: ["Mod+D"], text: "Duplicate", group: "Edit", command: "duplicate", where: "canvas" },
  { keys: ["Delete", "Backspace"], text: "Delete", group: "Edit", command: "delete", where: "canvas" },
  { keys: ["Mod+S"], text: "See that it is saved", group: "Edit", command: "save", where: "everywhere" },
  { keys: ["L"], text: "Tidy up the layout", group: "Edit", command: "layout", where: "canvas" },
  {
    keys: ["Tab", "Shift+Tab"],
    text: "Next, previous in reading order",
    group: "Select",
    command: null,
    where: "canvas",
  },
  {
    keys: ["Arrow keys"],
    text: "Move what is selected; Shift: ten times as far. With nothing selected: go to the neighbour",
    group: "Select",
    command: null,
    where: "canvas",
  },
  {
    keys: ["E"],
    text: "Go through the connections of a node; Tab goes to where one leads",
    group: "Select",
    command: "nextEdge",
    where: "canvas",
  },
  {
    keys: ["Space"],
    text: "Select or deselect; held: drag the canvas",
    group: "Select",
    command: null,
    where: "canvas",
  },
  { keys: ["Enter"], text: "Open the properties", group: "Select", command: "open", where: "canvas" },
  { keys: ["Mod+A"], text: "Select all", group: "Select", command: "selectAll", where: "canvas" },
  {
    keys: ["Escape"],
    text: "Cancel, deselect, stop following; in the properties: back to the canvas",
    group: "Select",
    command: "cancel",
    where: "canvas",
  },
  { keys: ["F"], text: "Show everything", group: "View", command: "fit", where: "canvas" },
  { keys: ["+", "="], text: "Zoom in", group: "View", command: "zoomIn", where: "canvas" },
  { keys: ["-"], text: "Zoom out", group: "View", command: "zoomOut", where: "canvas" },
  { keys: ["?"], text: "List the shortcuts", group: "Help", command: "help", where: "page" },
];

/** The part of a keyboard event that a shortcut looks at. */
export type KeyPress = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** The shortcut that a key press means, or null. */
export function shortcutOf(press: KeyPress): Shortcut | null {
  return (
    SHORTCUTS.find(({ keys, command }) => command !== null && keys.some((key) => isPressed(key, press))) ??
    null
  );
}

function isPressed(shortcut: string, press: KeyPress): boolean {
  const parts = shortcut === "+" ? ["+"] : shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const isLetter = /^[A-Z]$/.test(key);
  const isSign = key.length === 1 && !isLetter;
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    parts.includes("Mod") === (press.ctrlKey || press.metaKey) &&
    !press.altKey &&
    // Where a sign is on a keyboard, and whether Shift is needed for it, differs by country.
    (isSign || parts.includes("Shift") === press.shiftKey)
  );
}
