import { readText } from "./odd-text.ts";
import type { OutlineMeta } from "./outline.ts";
import { readPair } from "./read-line.ts";

/** What a line below the heading of a text says of the SOP; null: nothing that is known. */
export function readMeta(text: string): OutlineMeta | null {
  const pair = readPair(text);
  switch (pair?.key.toLowerCase()) {
    case "domain":
      return pair === null || pair.value === "" ? null : { domain: pair.value };
    case "description":
      return { description: pair?.value ?? "" };
    case "tags":
      return { tags: readTags(text.slice(text.indexOf(":") + 1).trim()) };
    default:
      return null;
  }
}

/** "a, b", or a JSON list where a tag holds a comma. */
function readTags(text: string): string[] {
  if (text.startsWith("[")) {
    try {
      const tags: unknown = JSON.parse(text);
      if (Array.isArray(tags) && tags.every((tag) => typeof tag === "string")) return tags;
    } catch {
      // It is read as words.
    }
  }
  return text
    .split(",")
    .map(readText)
    .filter((tag) => tag !== "");
}
