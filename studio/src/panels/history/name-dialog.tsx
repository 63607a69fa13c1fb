import { useState } from "react";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { DialogButtons } from "./dialog-buttons.tsx";
import { useDoing } from "./use-doing.ts";
import { useHistory } from "./use-history.ts";

/** U54: gives a version a name, another one, or none. */
export function NameDialog({
  version,
  label,
  onClose,
  onDone,
}: {
  readonly version: number;
  readonly label: string | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const calls = useHistory();
  const [text, setText] = useState(label ?? "");
  const { doing, run } = useDoing();
  const name = text.trim();
  const end = (said: string) => {
    toast.success(said, { id: "history" });
    onDone();
    onClose();
  };
  const keep = () =>
    run(async () => {
      await calls.name(version, name);
      end(`Version ${version} is called “${name}” now.`);
    });
  const remove = () =>
    run(async () => {
      await calls.unname(version);
      end(`Version ${version} has no name any more.`);
    });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={label === null ? `Name version ${version}` : `Rename version ${version}`}
      description="A version with a name is found again, and stays readable however old it gets."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== "") keep();
        }}
      >
        <TextField
          label="Name of the version"
          placeholder="Before the audit"
          maxLength={200}
          autoFocus
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <DialogButtons
          doing={doing}
          onClose={onClose}
          verb="Keep the name"
          isReady={name !== "" && name !== label}
          onDo={keep}
        >
          {label !== null && (
            <Button look="danger" className="mr-auto" disabled={doing.kind === "busy"} onClick={remove}>
              Remove the name
            </Button>
          )}
        </DialogButtons>
      </form>
    </Dialog>
  );
}
