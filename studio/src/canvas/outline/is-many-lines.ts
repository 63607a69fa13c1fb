/** Whether a pasted text may be a procedure: it has more than one line with something on it. */
export function isManyLines(text: string): boolean {
  return text.split(/[\n\r]/).filter((line) => line.trim() !== "").length > 1;
}
