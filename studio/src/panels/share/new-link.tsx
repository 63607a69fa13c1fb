import { useState, type SubmitEvent } from "react";
import type { Role } from "#schemas/protocol/document.ts";
import type { InviteAnswer } from "#schemas/protocol/sharing.ts";
import { useEditor, useLive } from "../../editor/editor-context.tsx";
import { Button } from "../../ui/button.tsx";
import { CopyField } from "../../ui/copy-field.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { mustName, NEW_LINK, toInviteBody } from "./link-draft.ts";
import { RoleOptions } from "./role-options.tsx";
import type { Sharing } from "./use-sharing.ts";

/** Makes an invite link, which is shown once. */
export function NewLink({ sharing }: { readonly sharing: Sharing }) {
  const { sop, api } = useEditor();
  const { visibility = "private" } = useLive("envelope");
  const [draft, setDraft] = useState(NEW_LINK);
  const [fault, setFault] = useState<string>();
  const [url, setUrl] = useState<string | null>(null);
  const isNaming = mustName(draft, visibility);

  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const body = toInviteBody(draft, visibility);
    setUrl(null);
    if (typeof body === "string") return setFault(body);
    setFault(undefined);
    await sharing.attempt(async () => {
      const made = await api.post<InviteAnswer>(`/v1/sop/${sop.sop}/invites`, body);
      setUrl(made.url);
    });
  }

  return (
    <form noValidate onSubmit={(event) => void make(event)} className="grid gap-3">
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        <SelectField
          label="Who joins becomes"
          value={draft.role}
          onChange={(event) => setDraft({ ...draft, role: event.target.value as Role })}
        >
          <RoleOptions />
        </SelectField>
        <SelectField
          label="Expires"
          value={draft.expiresIn}
          onChange={(event) => setDraft({ ...draft, expiresIn: event.target.value })}
        >
          <option value="3600">In an hour</option>
          <option value="86400">In a day</option>
          <option value="604800">In a week</option>
          <option value="2592000">In 30 days</option>
          <option value="">Never</option>
        </SelectField>
        <SelectField
          label="Can be used"
          className="max-sm:col-span-2"
          value={draft.role === "owner" ? "1" : draft.uses}
          disabled={draft.role === "owner"}
          onChange={(event) => setDraft({ ...draft, uses: event.target.value })}
        >
          <option value="">Any number of times</option>
          <option value="1">Once</option>
          <option value="5">5 times</option>
          <option value="25">25 times</option>
          <option value="100">100 times</option>
        </SelectField>
      </div>
      <TextField
        label={isNaming ? "For these ids" : "For these ids alone (optional)"}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="ada-lovelace, grace-hopper"
        value={draft.names}
        onChange={(event) => setDraft({ ...draft, names: event.target.value })}
        error={fault}
        hint={isNaming ? whyName(draft.role) : undefined}
      />
      <Button type="submit" look="primary" className="justify-self-start">
        Make link
      </Button>
      {url !== null && (
        <div role="status" ref={showWhole} className="scroll-mb-5">
          <CopyField label="Invite link" value={url} hint="Copy it now: it is not shown again." />
        </div>
      )}
    </form>
  );
}

/** It comes below what was pressed, where the window may end. */
function showWhole(made: HTMLElement | null): void {
  made?.scrollIntoView({ block: "nearest" });
}

function whyName(role: Role): string {
  return role === "owner"
    ? "A link that makes owners has to say for whom it is."
    : "This SOP is for people you name, so a link has to say for whom it is. Above you can let others in.";
}
