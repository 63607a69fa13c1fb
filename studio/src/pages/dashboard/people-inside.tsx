import { Avatar } from "../../ui/avatar.tsx";
import type { SopItem } from "./sop-list.ts";

const MOST_SHOWN = 4;

/** Who is in a SOP right now; nothing when nobody is. */
export function PeopleInside({ people }: { readonly people: SopItem["peers"] }) {
  if (people.length === 0) return null;
  const names = people.map(({ name }) => name).join(", ");
  const more = people.length - MOST_SHOWN;
  return (
    <div
      title={`Here now: ${names}`}
      className="absolute top-2 right-2 flex items-center rounded-full bg-surface p-0.5 shadow-raised"
    >
      <span className="sr-only">Here now: {names}</span>
      {people.slice(0, MOST_SHOWN).map(({ agent, name, color }) => (
        <span key={agent} className="ml-0.5 first:ml-0">
          <Avatar name={name} color={color} size={24} />
        </span>
      ))}
      {more > 0 && (
        <span aria-hidden className="px-1.5 text-xs text-ink-soft">
          +{more}
        </span>
      )}
    </div>
  );
}
