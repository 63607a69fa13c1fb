import { X } from "lucide-react";
import { IconButton } from "../../ui/button.tsx";

interface ImportFaultsProps {
  readonly faults: readonly string[];
  readonly onDismiss: () => void;
}

/** Which files did not become SOPs, and why; stays until it is read. */
export function ImportFaults({ faults, onDismiss }: ImportFaultsProps) {
  if (faults.length === 0) return null;
  return (
    <div role="alert" className="flex items-start gap-3 rounded-xl bg-bad-soft py-2 pr-2 pl-4 text-bad">
      <ul className="grid flex-1 gap-1 py-1.5 break-words">
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
      <IconButton label="Dismiss" onClick={onDismiss}>
        <X />
      </IconButton>
    </div>
  );
}
