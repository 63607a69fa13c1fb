import { TYPE_NAMES } from "../../canvas/title-of.ts";
import type { NodeOption } from "./use-graph-parts.ts";

/** What nodes are called in a list, by id: a step and its condition often have one title, and two steps may. */
export function tellApart(options: readonly NodeOption[]): Map<string, string> {
  const titles = countBy(options, ({ title }) => title);
  const typed = countBy(options, ({ type, title }) => `${type} ${title}`);
  return new Map(
    options.map(({ id, type, title }) => {
      if (titles.get(title) === 1) return [id, title];
      const mark = typed.get(`${type} ${title}`) === 1 ? TYPE_NAMES[type].toLowerCase() : id;
      return [id, `${title} (${mark})`];
    }),
  );
}

function countBy(options: readonly NodeOption[], keyOf: (option: NodeOption) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const option of options) counts.set(keyOf(option), (counts.get(keyOf(option)) ?? 0) + 1);
  return counts;
}
