import type { Visibility } from "#schemas/protocol/document.ts";
import { useEditor, useLive } from "../../editor/editor-context.tsx";
import { SelectField } from "../../ui/field.tsx";
import { VISIBILITIES, VISIBILITY_ORDER } from "./share-words.ts";
import type { Sharing } from "./use-sharing.ts";

/** For whom links work at all. */
export function VisibilityField({ sharing }: { readonly sharing: Sharing }) {
  const { sop, api } = useEditor();
  const { visibility = "private" } = useLive("envelope");
  return (
    <SelectField
      label="Who can join by a link"
      value={visibility}
      hint={VISIBILITIES[visibility].means}
      onChange={(event) => {
        const wanted = event.target.value as Visibility;
        void sharing.attempt(() => api.put(`/v1/sop/${sop.sop}`, { visibility: wanted }));
      }}
    >
      {VISIBILITY_ORDER.map((value) => (
        <option key={value} value={value}>
          {VISIBILITIES[value].name}
        </option>
      ))}
    </SelectField>
  );
}
