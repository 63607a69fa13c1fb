import { equalJson } from "#schemas/json.ts";
import { createDerived, useDerived } from "./derived.ts";
import { peopleOf, type Person } from "./people.ts";

const people = createDerived<readonly Person[]>(["peers"], (sop, before = []) => {
  const now = peopleOf(sop.peers.values(), sop.peer);
  const isSame = now.length === before.length && now.every((one, i) => equalPerson(one, before[i]));
  return isSame ? before : now;
});

/** Everybody who is here, me first; the component renders again when somebody comes, goes or selects, not for cursors. */
export function usePeople(): readonly Person[] {
  return useDerived(people, all);
}

const all = (people: readonly Person[]) => people;

function equalPerson(one: Person, other: Person | undefined): boolean {
  return other !== undefined && equalJson(toJson(one), toJson(other));
}

function toJson({ selection, tabs, ...rest }: Person) {
  return { ...rest, selection: [...selection], tabs: [...tabs] };
}
