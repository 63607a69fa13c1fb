import { useState, type SubmitEvent } from "react";
import { toast } from "sonner";
import type { Role } from "#schemas/protocol/document.ts";
import type { Member } from "#schemas/protocol/sharing.ts";
import { useEditor } from "../../editor/editor-context.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { RoleOptions } from "./role-options.tsx";
import { explainSharing } from "./share-words.ts";
import type { Sharing } from "./use-sharing.ts";

/** Gives somebody a role by their id. */
export function AddPerson({ sharing }: { readonly sharing: Sharing }) {
  const { sop, api } = useEditor();
  const [id, setId] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const [error, setError] = useState<string>();

  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const agent = id.trim();
    if (agent === "") return setError("Whom? Ask them for their id, which is in their account menu.");
    const there = sharing.members?.find(({ agent_id }) => agent_id === agent);
    if (there !== undefined) return setError(`${there.name} is in the list below: change the role there.`);
    setError(undefined);
    try {
      const path = `/v1/sop/${sop.sop}/members/${encodeURIComponent(agent)}`;
      const { name } = await api.put<Member>(path, { role });
      toast.success(`${name} can open this SOP now`);
      setId("");
      await sharing.attempt(() => Promise.resolve());
    } catch (refusal) {
      setError(explainSharing(refusal));
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => void add(event)}
      className="grid grid-cols-[1fr_auto] items-start gap-2 sm:grid-cols-[1fr_auto_auto]"
    >
      <TextField
        label="Add by id"
        className="max-sm:col-span-2"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="ada-lovelace"
        value={id}
        onChange={(event) => setId(event.target.value)}
        error={error}
      />
      <SelectField label="As" value={role} onChange={(event) => setRole(event.target.value as Role)}>
        <RoleOptions />
      </SelectField>
      <Button type="submit" className="mt-5">
        Add
      </Button>
    </form>
  );
}
