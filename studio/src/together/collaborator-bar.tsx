import { useLive } from "../editor/editor-context.tsx";
import { Person } from "./person-button.tsx";
import { PeopleMenu } from "./people-menu.tsx";
import { usePeople } from "./use-people.ts";

/** As many others as are shown side by side: on a wide page, and on a narrow one. */
const MOST_SHOWN = 5;
const MOST_SHOWN_NARROW = 1;

/** Who is here: initials, how lively they are, what they have selected; a click follows somebody's view. */
export function CollaboratorBar() {
  const people = usePeople();
  const isConnected = useLive("status").link.kind === "open";
  const [me, others] = [people.find(({ isMe }) => isMe), people.filter(({ isMe }) => !isMe)];
  return (
    <div
      className={`flex items-center gap-1 transition-opacity ${isConnected ? "" : "opacity-50 [&_[data-status]]:bg-ink-faint"}`}
    >
      <ul aria-label="People here" className="flex items-center gap-1">
        {others.slice(0, MOST_SHOWN).map((person, i) => (
          <li key={person.agent} className={i < MOST_SHOWN_NARROW ? "" : "max-sm:hidden"}>
            <Person person={person} />
          </li>
        ))}
        {me !== undefined && (
          <li key={me.agent} className={others.length === 0 ? "" : "max-sm:hidden"}>
            <Person person={me} />
          </li>
        )}
      </ul>
      <PeopleMenu
        people={others}
        hidden={Math.max(others.length - MOST_SHOWN, 0)}
        hiddenNarrow={Math.max(others.length - MOST_SHOWN_NARROW, 0)}
      />
    </div>
  );
}
