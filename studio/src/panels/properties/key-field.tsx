import { useState } from "react";
import { useTyping } from "../../together/use-typing.ts";
import { TextField } from "../../ui/field.tsx";
import { whyNotKey } from "../field-ops.ts";

interface KeyFieldProps {
  readonly label: string;
  readonly node: string;
  /** The key as it is. */
  readonly shown: string;
  /** The other keys of the record. */
  readonly others: readonly string[];
  readonly isReadOnly: boolean;
  readonly onRename: (key: string) => void;
}

/**
 * The key of a record's member. It goes out when it is done, not by the letter: connections hang on it, and half a word
 * may be another's key.
 */
export function KeyField({ label, node, shown, others, isReadOnly, onRename }: KeyFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const tellTyping = useTyping();
  const error = draft === null || draft === shown ? null : whyNotKey(draft, others);
  const done = () => {
    tellTyping(null);
    if (draft === null || error !== null) return;
    setDraft(null);
    if (draft !== shown) onRename(draft);
  };
  return (
    <TextField
      label={label}
      value={draft ?? shown}
      dir="auto"
      error={error ?? undefined}
      readOnly={isReadOnly}
      autoComplete="off"
      className="min-w-0 flex-1"
      onChange={({ target }) => {
        setDraft(target.value);
        tellTyping(node);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") done();
        if (event.key !== "Escape" || draft === null || draft === shown) return;
        // The old name is seen to be back; the next Escape leaves the field.
        event.preventDefault();
        setDraft(null);
      }}
      onBlur={done}
    />
  );
}
