/** Long enough for the browser to have begun with it. */
const HELD_MS = 10_000;

/** Saves something as a file, where the browser saves files. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  const url = URL.createObjectURL(file);
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), HELD_MS);
}
