import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { useEditor } from "../editor/editor-context.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import { putOps } from "./field-ops.ts";
import type { Meaning } from "./live-field.ts";
import { MeanwhileNote } from "./meanwhile-note.tsx";
import { useCaret } from "./use-caret.ts";
import { useLiveField, type FieldPlace } from "./use-live-field.ts";

interface LiveTextProps extends FieldPlace {
  readonly label: string;
  /** See `TextField`. */
  readonly labelEnd?: string;
  /** What the view has. */
  readonly shown: string;
  readonly isReadOnly: boolean;
  /** What a text means; default: itself, at the place. */
  readonly toMeaning?: (text: string) => Meaning;
  /** "wrapped": one line, which goes on below where it is long. */
  readonly lines?: "one" | "wrapped" | "many";
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  /** Id of a datalist with suggestions. */
  readonly list?: string;
  readonly className?: string;
  readonly isMono?: boolean;
}

/** U30: a text of the SOP with its label: others see it as it is written. */
export function LiveText(props: LiveTextProps) {
  const {
    label,
    labelEnd,
    shown,
    isReadOnly,
    toMeaning,
    lines = "one",
    hint,
    placeholder,
    list,
    className,
    isMono,
  } = props;
  const { sop } = useEditor();
  const field = useLiveField(props);
  const text = field.draft ?? shown;
  const ref = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const noteCaret = useCaret(ref, text);
  const write = (text: string) =>
    field.write(text, toMeaning?.(text) ?? { edit: putOps(sop.view, props.path, text) });
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === "Escape" && field.error !== null) {
      // What stands instead is to be seen before the field is left.
      event.preventDefault();
      field.forget();
    }
    if (key !== "Enter" || lines === "many") return;
    event.preventDefault();
    field.leave();
  };
  const Field = (lines === "one" ? TextField : TextArea) as typeof TextField;
  return (
    <div className={`grid min-w-0 grid-cols-1 gap-1.5 ${className ?? ""}`}>
      <Field
        ref={ref}
        {...(lines === "wrapped" && { rows: 1 })}
        label={label}
        labelEnd={labelEnd}
        hint={hint}
        error={field.error ?? undefined}
        value={text}
        dir="auto"
        readOnly={isReadOnly}
        placeholder={isReadOnly ? undefined : placeholder}
        list={isReadOnly ? undefined : list}
        autoComplete="off"
        spellCheck={isMono === true ? false : undefined}
        style={isMono === true ? MONO : undefined}
        onChange={({ target }) => {
          noteCaret();
          write(target.value);
        }}
        onSelect={noteCaret}
        onKeyDown={onKeyDown}
        onBlur={field.leave}
      />
      <MeanwhileNote
        label={[label, labelEnd].filter(Boolean).join(" ")}
        field={field}
        text={text}
        isReadOnly={isReadOnly}
        onWrite={write}
      />
    </div>
  );
}

const MONO = { fontFamily: "ui-monospace, monospace", fontSize: 12 };
