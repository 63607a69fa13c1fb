/** A text of the document on one line of Markdown, meaning nothing but itself. */
export function inlineText(text: string): string {
  const line = text
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .toWellFormed();
  // Within a word "_" means itself, and whoever copies the word had better find it so.
  return line.replaceAll(/[\\`*[\]<>|~#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\$&");
}

/** A name or value to be copied to the letter: one line, as code. */
export function codeText(text: string): string {
  const line = text
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .toWellFormed();
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const room = longest > 0 || line === "" ? " " : "";
  return fence + room + line + room + fence;
}

/** A text of any lines, its own Markdown left to it, indented: so it stays within the item that it belongs to. */
export function indent(text: string, columns: number): string {
  const lines = text
    .toWellFormed()
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/);
  return lines.map((line) => (line.trim() === "" ? "" : " ".repeat(columns) + line)).join("\n");
}
