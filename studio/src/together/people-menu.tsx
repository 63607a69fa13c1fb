import { useEditor } from "../editor/editor-context.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { followPerson } from "./follow-person.ts";
import type { Person } from "./people.ts";
import { fullName, stateWords } from "./person-words.ts";

interface PeopleMenuProps {
  readonly people: readonly Person[];
  /** How many of them have no place in the bar, on a wide page and on a narrow one. */
  readonly hidden: number;
  readonly hiddenNarrow: number;
}

/** All the others, where there are more than the bar has room for. */
export function PeopleMenu({ people, hidden, hiddenNarrow }: PeopleMenuProps) {
  const editor = useEditor();
  if (hiddenNarrow === 0) return null;
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={`h-7 min-w-7 rounded-full bg-sunken px-1.5 text-xs font-semibold text-ink-soft tabular-nums ${hidden === 0 ? "sm:hidden" : ""}`}
        >
          <span className="sr-only">Everybody here, </span>
          <span className="sm:hidden">+{hiddenNarrow}</span>
          <span className="max-sm:hidden">+{hidden}</span>
        </button>
      }
    >
      {people.map((person) => (
        <MenuItem key={person.agent} onSelect={() => followPerson(editor, person)}>
          <Avatar name={person.name} color={person.color} size={24} />
          <span className="grid">
            <span>Follow {fullName(person)}</span>
            <span className="text-xs text-ink-faint">{stateWords(person)}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
