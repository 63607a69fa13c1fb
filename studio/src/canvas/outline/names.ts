import type { NodeType } from "#schemas/graph/node.ts";
import { readText } from "./odd-text.ts";
import type { End, There } from "./outline.ts";

/** A node as others speak of it. */
export interface Named {
  readonly type: NodeType;
  readonly name: string;
  /** The number that it was given in the text. */
  readonly number: number | null;
}

/** Who is meant by a text; `isOneOfMany`: others are called the same. */
interface Found {
  readonly end: End;
  readonly isOneOfMany: boolean;
}

/** How the lines of a text speak of nodes: those that it makes, then those that are there already. */
export interface Names {
  /** "Title", "? Title" of a condition, "! Title" of a tool; a number of a step, "?2", "!2"; null: nobody. */
  find(text: string): Found | null;
  /** The step that an action names, to the letter. */
  findStep(action: string): End | null;
}

const TYPES: Readonly<Record<string, NodeType>> = { "#": "step", "?": "condition", "!": "tool" };

/** The names of a text's nodes, in its order, and of those that are there. */
export function createNames(made: readonly Named[], there: readonly There[]): Names {
  const news = made.map(({ type, name }, i) => ({ type, name, end: i as End }));
  const olds = there.map(({ type, title, id }) => ({ type, name: title, end: id as End }));
  const [exactNews, exactOlds] = [indexBy(news, asIs), indexBy(olds, asIs)];
  const [looseNews, looseOlds] = [indexBy(news, loosely), indexBy(olds, loosely)];
  const byNumber = Map.groupBy(made.keys(), (i) => made[i]?.number ?? -1);
  const byType = Map.groupBy(made.keys(), (i) => made[i]?.type ?? "step");

  const findNumber = (type: NodeType, number: number): Found | null => {
    const given = type === "step" ? (byNumber.get(number) ?? []) : [];
    // Where numbers begin again, as in a list of ones, they count from the beginning.
    const end = given.length === 1 ? given[0] : byType.get(type)?.[number - 1];
    return end === undefined ? null : { end, isOneOfMany: false };
  };

  const findTitle = (type: NodeType | undefined, title: string): Found | null => {
    const types = type === undefined ? Object.values(TYPES) : [type];
    for (const [index, key] of [
      [exactNews, asIs(title)],
      [exactOlds, asIs(title)],
      [looseNews, loosely(title)],
      [looseOlds, loosely(title)],
    ] as const) {
      for (const one of types) {
        const ends = index.get(`${one} ${key}`) ?? [];
        if (ends[0] !== undefined) return { end: ends[0], isOneOfMany: ends.length > 1 };
      }
    }
    return null;
  };

  return {
    find(text) {
      const numbered = /^([#?!])(\d{1,9})$/.exec(text);
      if (numbered !== null) return findNumber(TYPES[numbered[1] ?? ""] ?? "step", Number(numbered[2]));
      const sign = /^([?!])\s+(.*)$/s.exec(text);
      const title = readText(sign?.[2] ?? text);
      const found = findTitle(sign === null ? undefined : TYPES[sign[1] ?? ""], title);
      if (found !== null || sign !== null) return found;
      const number = /^(?:step\s+)?#?(\d{1,9})\.?$/i.exec(text);
      return number === null ? null : findNumber("step", Number(number[1]));
    },
    findStep(action) {
      const key = `step ${asIs(action.trim())}`;
      return exactNews.get(key)?.[0] ?? exactOlds.get(key)?.[0] ?? null;
    },
  };
}

interface Entry {
  readonly type: NodeType;
  readonly name: string;
  readonly end: End;
}

function indexBy(entries: readonly Entry[], keyOf: (name: string) => string): Map<string, End[]> {
  const index = new Map<string, End[]>();
  for (const { type, name, end } of entries) {
    if (name.trim() === "") continue;
    const key = `${type} ${keyOf(name)}`;
    const ends = index.get(key);
    if (ends === undefined) index.set(key, [end]);
    else ends.push(end);
  }
  return index;
}

function asIs(name: string): string {
  return name.trim();
}

/** As people write a name again: in other letters, in quotes, at the end of a sentence. */
export function loosely(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[“”„"'’*`\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g, "")
    .replaceAll(/\s+/g, " ")
    .replace(/[\s.]+$/, "")
    .trim();
}
