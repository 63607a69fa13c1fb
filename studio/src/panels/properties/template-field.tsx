import { useState } from "react";
import type { JsonObject } from "#schemas/json.ts";
import { TextArea } from "../../ui/field.tsx";
import { saysTemplate, templateMeaning, templateText } from "../json-template.ts";
import { MeanwhileNote } from "../meanwhile-note.tsx";
import { useLiveField } from "../use-live-field.ts";

interface TemplateFieldProps {
  readonly node: string;
  readonly template: JsonObject | undefined;
  readonly isReadOnly: boolean;
}

/** U34: what a tool is called with, as JSON; what is not JSON yet stays in the field. */
export function TemplateField({ node, template, isReadOnly }: TemplateFieldProps) {
  const field = useLiveField({ path: `/nodes/${node}/data/input_template`, node });
  /** What was written last, while the focus is here: it is not laid out anew under the writer's hands. */
  const [written, setWritten] = useState<string | null>(null);
  const own = written !== null && saysTemplate(written, template) ? written : templateText(template);
  const text = field.draft ?? own;
  const write = (text: string) => {
    setWritten(text);
    field.write(text, templateMeaning(node, text));
  };
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <TextArea
        label="Input template (JSON)"
        hint="What the tool is given. Leave it empty where it needs nothing."
        error={field.error ?? undefined}
        value={text}
        readOnly={isReadOnly}
        spellCheck={false}
        autoComplete="off"
        placeholder={isReadOnly ? undefined : '{ "query": "…" }'}
        style={MONO}
        onChange={({ target }) => write(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || field.error === null) return;
          event.preventDefault();
          field.forget();
        }}
        onBlur={() => {
          field.leave();
          setWritten(null);
        }}
      />
      <MeanwhileNote
        label="Input template"
        field={field}
        text={text}
        isReadOnly={isReadOnly}
        onWrite={write}
      />
    </div>
  );
}

const MONO = { fontFamily: "ui-monospace, monospace", fontSize: 12 };
