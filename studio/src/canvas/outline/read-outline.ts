import { META } from "#schemas/graph/graph.ts";
import { createTell } from "./draft.ts";
import { linesOf } from "./lines.ts";
import type { Outline, OutlineMeta, There } from "./outline.ts";
import { readNodes } from "./read-nodes.ts";
import { settleLinks } from "./settle-links.ts";

/** Characters: some five thousand steps; a longer text is no procedure. */
export const MOST_CHARS = 2_000_000;

/**
 * U70: what a text makes of a SOP. Any text: what cannot be read is left out and told by its line. `there`: the nodes
 * that it may speak of by their titles.
 */
export function readOutline(text: string, there: readonly There[]): Outline {
  const { tell, problems } = createTell();
  if (text.length > MOST_CHARS) {
    tell(1, `This is too long to be read: more than ${MOST_CHARS.toLocaleString("en")} characters.`);
    return { meta: {}, nodes: [], links: [], problems };
  }
  const { meta, parts } = readNodes(linesOf(text), there, tell);
  const { nodes, links } = settleLinks(parts, there, tell);
  const valid = Object.entries(meta).filter(([key, value]) => {
    const isValid = META[key as keyof typeof META].safeParse(value).success;
    if (!isValid) tell(1, `The ${key} of the SOP is too long: it is left out.`);
    return isValid;
  });
  return {
    meta: Object.fromEntries(valid) as OutlineMeta,
    nodes,
    links,
    problems: problems.sort((a, b) => a.line - b.line),
  };
}
