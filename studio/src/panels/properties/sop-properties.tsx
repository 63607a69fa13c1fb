import { FileText } from "lucide-react";
import { useCanEdit, useEditor, useEditorState, useLive } from "../../editor/editor-context.tsx";
import { useMeta } from "../../hooks/use-entity.ts";
import { optionalMeaning, requiredMeaning } from "../field-meanings.ts";
import { LiveText } from "../live-text.tsx";
import { PanelHeader } from "./panel-header.tsx";
import { TagsField } from "./tags-field.tsx";

/** What the SOP says of itself: shown when nothing is selected. */
export function SopProperties() {
  const { sop } = useEditor();
  const live = useMeta();
  const visit = useEditorState(({ visit }) => visit);
  const role = useLive("role");
  const isReadOnly = !useCanEdit();
  const { name = "", domain = "", description = "", tags = [] } = (visit?.graph ?? live) as typeof live;
  return (
    <div className="grid grid-cols-1 gap-4 p-4">
      <PanelHeader Icon={FileText} look="bg-accent-soft text-accent" kind="This SOP" title={name} />
      {role === "viewer" && (
        <p className="rounded-lg bg-sunken px-2.5 py-2 text-[13px] text-ink-soft">
          You can look at everything here. To change it, ask an owner to make you an editor.
        </p>
      )}
      <LiveText
        label="Name of the SOP"
        path="/name"
        node={null}
        shown={name}
        isReadOnly={isReadOnly}
        toMeaning={(text) => requiredMeaning(sop.view, "/name", text, "The name")}
      />
      <LiveText
        label="Domain"
        hint="Where it belongs, such as support or security."
        path="/domain"
        node={null}
        shown={domain}
        isReadOnly={isReadOnly}
        toMeaning={(text) => requiredMeaning(sop.view, "/domain", text, "The domain")}
      />
      <LiveText
        label="Description"
        path="/description"
        node={null}
        shown={description}
        isReadOnly={isReadOnly}
        lines="many"
        placeholder="When to follow it, and what comes out."
        toMeaning={(text) => optionalMeaning(sop.view, "/description", text)}
      />
      <TagsField tags={tags} isReadOnly={isReadOnly} />
      {!isReadOnly && (
        <p className="border-t border-line pt-3 text-xs text-ink-faint">
          Select something on the canvas to see what it says.
        </p>
      )}
    </div>
  );
}
