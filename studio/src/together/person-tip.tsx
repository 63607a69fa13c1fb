import { useEditor } from "../editor/editor-context.tsx";
import { nodeName } from "./names.ts";
import type { Person } from "./people.ts";
import { STATUS_WORDS } from "./person-words.ts";

/** As many of the selected nodes are named. */
const MOST_NAMED = 3;

/** Who somebody is, and what they are at. */
export function PersonTip({ person }: { readonly person: Person }) {
  const { sop } = useEditor();
  const { name, agent, status, tabs, selection, isMe, isAgent } = person;
  const named = selection.slice(0, MOST_NAMED).map((node) => nodeName(sop, node));
  const more = selection.length - named.length;
  return (
    <div className="grid gap-0.5">
      <div className="font-semibold">
        {name}
        {isMe && " (you)"}
        {isAgent && " · agent"}
      </div>
      <div>{agent}</div>
      <div>
        <span className="inline-block first-letter:uppercase">{STATUS_WORDS[status]}</span>
        {tabs.length > 1 && ` · ${tabs.length} tabs`}
      </div>
      {named.length > 0 && (
        <div>
          Selected: {named.join(", ")}
          {more > 0 && ` and ${more} more`}
        </div>
      )}
      {!isMe && <div>Click to follow their view</div>}
    </div>
  );
}
