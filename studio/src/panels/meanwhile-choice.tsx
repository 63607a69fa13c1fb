import { useEditor } from "../editor/editor-context.tsx";
import { copyText } from "../ui/copy-text.ts";
import type { MeanwhileChoiceProps } from "./meanwhile-note.tsx";
import { useNameOf } from "./use-name-of.ts";

/** U31: says who changed what I was writing in, and gives either text back. */
export function MeanwhileChoice({
  label,
  field,
  meanwhile: { theirs, mine },
  text,
  isReadOnly,
  onWrite,
}: MeanwhileChoiceProps) {
  const nameOf = useNameOf();
  const take = (text: string) => {
    onWrite(text);
    field.leave();
    field.dismiss();
  };
  const isMe = theirs.agent === useEditor().identity.agent;
  // Who can only read has nothing to choose; but what they wrote is theirs to keep.
  if (isReadOnly && text === mine) return null;
  const who = isMe ? "You changed this in another tab" : `${nameOf(theirs)} changed this`;
  const value = typeof theirs.value === "string" ? theirs.value : null;
  const isTheirsShown = text === value;
  return (
    <div role="status" className="rounded-md bg-condition-soft px-2 py-1.5 text-xs text-ink">
      <p>
        {who} meanwhile. {text === mine ? "Yours stands." : "Theirs stands."}
      </p>
      {value !== null && !isTheirsShown && <p className="mt-0.5 line-clamp-3 text-ink-soft">“{value}”</p>}
      <div className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
        {!isReadOnly && value !== null && !isTheirsShown && (
          <Choice label={`Use theirs: ${label}`} text="Use theirs" onClick={() => take(value)} />
        )}
        {!isReadOnly && text !== mine && (
          <Choice label={`Use mine: ${label}`} text="Use mine" onClick={() => take(mine)} />
        )}
        {text !== mine && (
          <Choice label={`Copy mine: ${label}`} text="Copy mine" onClick={() => void copyText(mine)} />
        )}
        <Choice label={`Leave it so: ${label}`} text="Leave it so" onClick={field.dismiss} />
      </div>
    </div>
  );
}

function Choice({
  label,
  text,
  onClick,
}: {
  readonly label: string;
  readonly text: string;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="font-semibold text-accent underline"
    >
      {text}
    </button>
  );
}
