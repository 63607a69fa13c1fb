/** How the items of a unit speak of each other: by the name of a step, first come. Numbers are indices from 0. */
export interface Refs {
  /** The item that an action means; undefined: it is a text and no more. */
  named(action: string): number | undefined;
  /** The items that `next` lists, sorted, each once; undefined where it is no list of items. */
  read(next: unknown): number[] | undefined;
  /** An item for `next`: its name, or "#<index>" where the name means another or would be read as a number. */
  write(item: number): string;
}

/** The speech of a unit whose items have these names. */
export function createRefs(names: readonly string[]): Refs {
  const firstByName = new Map<string, number>();
  for (const [i, name] of names.entries()) if (!firstByName.has(name)) firstByName.set(name, i);

  const readOne = (ref: unknown): number | undefined => {
    if (typeof ref !== "string") return undefined;
    if (!NUMBER.test(ref)) return firstByName.get(ref);
    const item = Number(ref.slice(1));
    return item < names.length ? item : undefined;
  };

  return {
    named: (action) => firstByName.get(action),
    read(next) {
      if (!Array.isArray(next)) return undefined;
      const items = next.map(readOne).filter((item) => item !== undefined);
      return items.length === next.length ? sortUnique(items) : undefined;
    },
    write(item) {
      const name = names[item] ?? "";
      return firstByName.get(name) === item && !NUMBER.test(name) ? name : `#${item}`;
    },
  };
}

/** Indices in order, each once. */
export function sortUnique(items: Iterable<number>): number[] {
  return [...new Set(items)].sort((a, b) => a - b);
}

const NUMBER = /^#\d+$/;
