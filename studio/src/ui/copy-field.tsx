import { Copy, Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { copyText } from "./copy-text.ts";
import { IconButton } from "./button.tsx";
import { TextField } from "./field.tsx";

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: ReactNode;
  /** Hidden until it is asked for. */
  readonly isSecret?: boolean;
}

/** A text to be taken along: read-only, with a button that copies it. */
export function CopyField({ label, value, hint, isSecret = false }: CopyFieldProps) {
  const [isShown, setIsShown] = useState(!isSecret);
  return (
    <div className="grid grid-cols-[1fr_auto_auto] items-start gap-1">
      <TextField
        label={label}
        value={value}
        readOnly
        spellCheck={false}
        type={isShown ? "text" : "password"}
        onFocus={({ currentTarget }) => currentTarget.select()}
        hint={hint}
      />
      <div className="flex gap-1 pt-5">
        {isSecret && (
          <IconButton
            label={isShown ? `Hide: ${label}` : `Show: ${label}`}
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? <EyeOff /> : <Eye />}
          </IconButton>
        )}
        <IconButton label={`Copy: ${label}`} onClick={() => void copyText(value)}>
          <Copy />
        </IconButton>
      </div>
    </div>
  );
}
