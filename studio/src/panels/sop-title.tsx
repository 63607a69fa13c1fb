import { useCanEdit, useEditor, useEditorState } from "../editor/editor-context.tsx";
import { useMeta } from "../hooks/use-entity.ts";
import { usePageTitle } from "../hooks/use-page-title.ts";
import { putOps } from "./field-ops.ts";
import { useLiveField } from "./use-live-field.ts";

/** The SOP's name, to be written over where it stands. */
export function SopTitle() {
  const { sop } = useEditor();
  const canEdit = useCanEdit();
  const meta = useMeta();
  const visit = useEditorState(({ visit }) => visit);
  const field = useLiveField({ path: "/name", node: null, name: "title" });
  const { name = "" } = (visit?.graph ?? meta) as typeof meta;
  const text = field.draft ?? name;
  usePageTitle(name);
  return (
    <h1 className="min-w-0">
      <input
        aria-label="SOP name"
        aria-invalid={field.error !== null}
        title={field.error ?? text}
        value={text}
        readOnly={!canEdit}
        autoComplete="off"
        onChange={({ target: { value } }) => field.write(value, meaningOfName(value, sop))}
        onBlur={() => {
          field.leave();
          field.forget();
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === "Escape") field.forget();
          if (key === "Enter" || key === "Escape") currentTarget.blur();
        }}
        className="field-sizing-content max-w-full min-w-16 truncate rounded-md border border-transparent bg-transparent px-1.5 py-1 font-semibold read-only:pointer-events-none hover:border-line focus:border-line-strong focus:bg-surface aria-invalid:border-bad"
      />
    </h1>
  );
}

function meaningOfName(name: string, { view }: ReturnType<typeof useEditor>["sop"]) {
  return name.trim() === "" ? { error: "A SOP needs a name." } : { edit: putOps(view, "/name", name) };
}
