import { toast } from "sonner";

/** Puts text into the clipboard, and says so, or that it could not be done. */
export async function copyText(text: string, said = "Copied"): Promise<void> {
  const isDone = await copy(text);
  if (isDone) toast.success(said, { id: "copied" });
  else toast.error("This browser did not let the text be copied.", { id: "copied" });
}

/** A page that did not come over a secure connection has no clipboard, and copies by a selection. */
async function copy(text: string): Promise<boolean> {
  const clipboard = (navigator as Partial<Navigator>).clipboard;
  try {
    if (clipboard === undefined) return copyBySelection(text);
    await clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "sr-only";
  document.body.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isDone;
}
