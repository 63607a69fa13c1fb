import { isObject, member, type Json } from "../json.ts";
import { applyLiterally, literalValue } from "./pending.ts";

/** A removal inside an entity, with the entity as it was before. */
export interface Removal {
  readonly before: Json;
  readonly tokens: readonly string[];
}

/**
 * N9: an entity into which a member was added right after one beside it was removed: the new one stands where the old
 * one stood. Objects have no order in JSON; people see one, and everybody the same, since all apply the same effects.
 */
export function placeLike({ before, tokens: gone }: Removal, after: Json, tokens: readonly string[]): Json {
  const place = tokens.slice(0, -1);
  const isBeside = tokens.length === gone.length && place.every((token, i) => token === gone[i]);
  if (place.length === 0 || !isBeside) return after;
  const [old, now] = [literalValue(before, place), literalValue(after, place)];
  const [from, to] = [gone.at(-1) as string, tokens.at(-1) as string];
  if (!isObject(old) || !isObject(now) || member(old, to) !== undefined) return after;
  // Somebody else had removed it already: it has no place to give.
  if (member(old, from) === undefined) return after;
  const ordered: Record<string, Json> = {};
  for (const key of Object.keys(old)) {
    const here = key === from ? to : key;
    ordered[here] = now[here] as Json;
  }
  return applyLiterally(after, place, "replace", ordered) ?? after;
}
