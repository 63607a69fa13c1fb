import { useMemo, useState } from "react";
import { toast } from "sonner";
import { useEditor } from "../../editor/editor-context.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { claimPatch } from "./claim-patch.ts";
import { count } from "./activity-words.ts";
import { DialogButtons } from "./dialog-buttons.tsx";
import type { RevertAsk } from "./history-calls.ts";
import { leaveVersion } from "./open-version.ts";
import { RevertPreview } from "./revert-preview.tsx";
import { AT, readLocalTime, sinceChoices } from "./since-choices.ts";
import { tellWithUndo } from "./undo-version.ts";
import { useAuthors, type Author } from "./use-authors.ts";
import { useDoing } from "./use-doing.ts";
import { useHead } from "./use-head.ts";
import { useHistory } from "./use-history.ts";
import { useRevertAuthors } from "./use-revert-authors.ts";
import { useRevertPreview } from "./use-revert-preview.ts";

/** U57: undoes what somebody did since a version or a time; first it shows what that comes to. */
export function RevertDialog({
  agent: first,
  since: after,
  onClose,
}: {
  readonly agent: string | null;
  readonly since: number | null;
  readonly onClose: () => void;
}) {
  const editor = useEditor();
  const calls = useHistory();
  const head = useHead();
  const authorOf = useAuthors();
  const authors = useRevertAuthors(first);
  const { doing, run } = useDoing();
  const [agent, setAgent] = useState(first ?? "");
  // Times are fixed when the window opens: what is shown first is what is done then.
  const choices = useMemo(() => sinceChoices(editor.sop.serverNow(), after), [editor, after]);
  const [choice, setChoice] = useState(after === null ? "" : "version");
  const [time, setTime] = useState("");
  const since = choice === AT ? readLocalTime(time) : choices.find(({ value }) => value === choice)?.since;
  const ask: RevertAsk | null =
    agent === "" || since === undefined || since === null ? null : { agent, since };
  const preview = useRevertPreview(ask, head);
  const isHeld = preview.kind === "held";
  const canDo = isHeld || (preview.kind === "known" && preview.answer.ops.length > 0);

  const revert = (force: boolean) =>
    run(async () => {
      if (ask === null) return;
      const patch = claimPatch(editor.sop);
      const { version, ops, undone } = await calls.revert({ ...ask, force }, patch);
      onClose();
      if (editor.state.getState().visit !== null) leaveVersion(editor);
      if (version === null || ops.length === 0)
        toast.info("There was nothing left to undo.", { id: "history" });
      else
        tellWithUndo(
          editor,
          `${count(undone.length, "version")} of ${authorOf(agent).name} undone, as version ${version}.`,
          { version, patch },
        );
    });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Undo what somebody did"
      description="All they changed since then goes back to what it was. What others changed later stays theirs."
      isWide
    >
      <div className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <SelectField label="Whose changes" value={agent} onChange={({ target }) => setAgent(target.value)}>
            <option value="" disabled>
              Choose…
            </option>
            {authors.map((agent) => (
              <option key={agent} value={agent}>
                {optionWords(authorOf(agent))}
              </option>
            ))}
          </SelectField>
          <SelectField label="Since when" value={choice} onChange={({ target }) => setChoice(target.value)}>
            <option value="" disabled>
              Choose…
            </option>
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
          {choice === AT && (
            <TextField
              label="Day and time"
              type="datetime-local"
              className="sm:col-start-2"
              value={time}
              onChange={({ target }) => setTime(target.value)}
            />
          )}
        </div>
        <div
          aria-live="polite"
          className="max-h-[45dvh] min-h-20 overflow-y-auto rounded-lg bg-sunken p-3"
          tabIndex={0}
          role="region"
          aria-label="What it comes to"
        >
          <RevertPreview preview={preview} nameOf={(agent) => authorOf(agent).name} />
        </div>
      </div>
      <DialogButtons
        doing={doing}
        onClose={onClose}
        verb="Undo these changes"
        isReady={canDo}
        onDo={revert}
      />
    </Dialog>
  );
}

function optionWords({ name, agent, isMe }: Author): string {
  const id = name === agent ? "" : ` (${agent})`;
  return isMe ? `${name}${id}, you` : `${name}${id}`;
}
