/** What is written on the keys of a shortcut ("Mod+Shift+Z"), here: ["Ctrl", "Shift", "Z"], on a Mac ["⌘", "⇧", "Z"]. */
export function keyNames(shortcut: string, isMac: boolean): readonly string[] {
  const parts = shortcut === "+" ? ["+"] : shortcut.split("+");
  const names = isMac ? MAC : OTHERS;
  return parts.map((part) => names[part] ?? part);
}

/** A shortcut in a sentence: "Ctrl+Z", on a Mac "⌘Z". */
export function shortcutText(shortcut: string, isMac: boolean): string {
  return keyNames(shortcut, isMac).join(isMac ? "" : "+");
}

/** Whether this is a machine with ⌘ on its keys. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

type Names = Readonly<Record<string, string>>;

const OTHERS: Names = { Mod: "Ctrl", Escape: "Esc", Backspace: "⌫" };
const MAC: Names = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Escape: "esc", Backspace: "⌫", Delete: "⌦" };
