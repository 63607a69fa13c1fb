import { readHeading } from "./lines.ts";
import { jsonLine, oddText, readText } from "./odd-text.ts";
import type { OutlineMeta } from "./outline.ts";
import { readMeta } from "./read-meta.ts";
import { firstRead, isSame, pair } from "./write-parts.ts";

/** What a SOP says of itself, as the first lines of a text. */
export function writeMeta({ name, domain, description, tags }: OutlineMeta): string[] {
  if (name === undefined) return [];
  const titles = [name, oddText(name)].map((text) => `# ${text}`);
  const heading = firstRead(titles, (line) => {
    const heading = readHeading(line);
    return heading?.level === 1 && readText(heading.rest) === name;
  });
  const lines = [
    ...(domain === undefined ? [] : [writeText("Domain", { domain }, domain)]),
    ...(tags === undefined ? [] : [writeTags(tags)]),
    ...(description === undefined ? [] : [writeText("Description", { description }, description)]),
  ];
  return [heading, ...lines, ""];
}

function writeText(word: string, meta: OutlineMeta, text: string): string {
  const lines = [text, oddText(text)].map((text) => pair(word, text));
  return firstRead(lines, (line) => isSame(readMeta(line), meta));
}

function writeTags(tags: readonly string[]): string {
  const json = jsonLine(tags);
  const lines = [pair("Tags", tags.join(", ")), `Tags: ${json}`];
  return firstRead(lines, (line) => isSame(readMeta(line), { tags }));
}
