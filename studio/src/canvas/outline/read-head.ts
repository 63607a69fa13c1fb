import { readPair } from "./read-line.ts";
import { readText } from "./odd-text.ts";

/** The title of a step and what the same line says of it. */
export interface Head {
  readonly title: string;
  readonly instruction: string;
}

/** Longer than this, the first sentence is the title. */
const MOST_CHARS = 80;

/** "Title: instruction", "**Title** instruction", or a title alone. */
export function readHead(text: string): Head {
  const bold = BOLD.exec(text);
  if (bold !== null)
    return { title: readText((bold[1] ?? "").replace(/:$/, "")), instruction: readText(bold[2] ?? "") };
  const pair = readPair(text);
  if (pair !== null) return { title: pair.key, instruction: pair.value };
  const sentence = text.length > MOST_CHARS ? SENTENCE.exec(text) : null;
  if (sentence !== null && !text.startsWith("\\"))
    return { title: sentence[1] ?? "", instruction: sentence[2] ?? "" };
  return { title: readText(text), instruction: "" };
}

const BOLD = /^\*\*([^*]+)\*\*(?:\s*[:.–—-](?=\s|$))?(?:\s+(.*))?$/s;
const SENTENCE = /^(.{1,80}?)[.!?]\s+(\S.*)$/s;
