import { Bot } from "lucide-react";
import { memo } from "react";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Tip } from "../ui/tip.tsx";
import { followPerson } from "./follow-person.ts";
import type { Person as PersonHere } from "./people.ts";
import { PersonTip } from "./person-tip.tsx";
import { personWords, STATUS_WORDS } from "./person-words.ts";

const DOTS: Readonly<Record<PersonHere["status"], string>> = {
  active: "bg-good",
  idle: "bg-warn",
  away: "bg-ink-faint",
};

/** One of those who are here. */
export const Person = memo(function Person({ person }: { readonly person: PersonHere }) {
  const editor = useEditor();
  const isFollowed = useEditorState(({ following }) => following !== null && person.tabs.includes(following));
  const { name, color, status, tabs, isMe, isAgent } = person;
  const look = (
    <span className={`relative grid ${status === "away" ? "opacity-60" : ""}`}>
      <Avatar name={name} color={color} />
      <span
        aria-hidden
        data-status={STATUS_WORDS[status]}
        className={`absolute -right-0.5 -bottom-0.5 size-2.5 rounded-full ring-2 ring-surface ${DOTS[status]}`}
      />
      {isAgent && (
        <span
          aria-hidden
          className="absolute -top-1.5 -right-2 grid size-4 place-items-center rounded-full bg-ink text-ground ring-2 ring-surface"
        >
          <Bot className="size-3" />
        </span>
      )}
      {tabs.length > 1 && (
        <span
          aria-hidden
          className="absolute -top-1.5 -left-2 min-w-4 rounded-full bg-ink px-1 text-center text-[10px] leading-4 font-semibold text-ground ring-2 ring-surface"
        >
          {tabs.length}
        </span>
      )}
    </span>
  );
  if (isMe) {
    return (
      <Tip text={<PersonTip person={person} />}>
        <span role="img" aria-label={personWords(person)} className="grid size-9 place-items-center">
          {look}
        </span>
      </Tip>
    );
  }
  return (
    <Tip text={<PersonTip person={person} />}>
      <button
        type="button"
        aria-label={`Follow ${personWords(person)}`}
        aria-pressed={isFollowed}
        onClick={() => followPerson(editor, person)}
        className="grid size-9 place-items-center rounded-full aria-pressed:outline-2 aria-pressed:outline-accent"
      >
        {look}
      </button>
    </Tip>
  );
});
