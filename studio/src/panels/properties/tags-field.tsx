import { X } from "lucide-react";
import { useState } from "react";
import { useEditor } from "../../editor/editor-context.tsx";
import { TextField } from "../../ui/field.tsx";
import { appendOps } from "../field-ops.ts";
import { useTryEdit } from "./use-try-edit.ts";

/** The words that a SOP is found by. */
export function TagsField({
  tags,
  isReadOnly,
}: {
  readonly tags: readonly string[];
  readonly isReadOnly: boolean;
}) {
  const { sop } = useEditor();
  const tryEdit = useTryEdit();
  const [draft, setDraft] = useState("");
  const add = () => {
    const fresh = [...new Set(draft.split(/[,;]/).map((tag) => tag.trim()))].filter(
      (tag) => tag !== "" && !tags.includes(tag),
    );
    if (fresh.length > 0 && !tryEdit(appendOps(sop.view, "/tags", ...fresh))) return;
    setDraft("");
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      {isReadOnly ? (
        tags.length > 0 && <h3 className="text-xs font-medium text-ink-soft">Tags</h3>
      ) : (
        <TextField
          label="Add a tag"
          value={draft}
          autoComplete="off"
          placeholder="Press Enter to add"
          onChange={({ target }) => setDraft(target.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== "Enter" && event.key !== ",") return;
            event.preventDefault();
            add();
          }}
        />
      )}
      {tags.length > 0 && (
        <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
          {tags.map((tag, i) => (
            <li
              key={`${tag} ${tags.indexOf(tag) === i ? "" : i}`}
              className="flex items-center rounded-full bg-sunken py-0.5 pr-1 pl-2.5 text-[13px]"
            >
              <span className="pr-1">{tag}</span>
              {!isReadOnly && (
                <button
                  type="button"
                  aria-label={`Remove the tag ${tag}`}
                  className="grid size-5 place-items-center rounded-full text-ink-faint hover:bg-line hover:text-ink"
                  onClick={() => tryEdit([{ op: "remove", path: `/tags/${i}` }])}
                >
                  <X aria-hidden className="size-3.5" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
