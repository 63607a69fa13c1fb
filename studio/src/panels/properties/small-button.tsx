import type { LucideIcon } from "lucide-react";
import { Tip } from "../../ui/tip.tsx";

interface SmallButtonProps {
  readonly label: string;
  readonly Icon: LucideIcon;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
}

/** A button with a picture, small enough for a row of a list. */
export function SmallButton({ label, Icon, onClick, isDisabled = false }: SmallButtonProps) {
  return (
    <Tip text={label}>
      <button
        type="button"
        aria-label={label}
        // Disabled as an attribute it would lose the focus of who presses it again and again.
        aria-disabled={isDisabled}
        onClick={(event) => {
          if (isDisabled) return;
          const button = event.currentTarget;
          onClick();
          // A row that moves takes the focus off its button.
          requestAnimationFrame(() => button.isConnected && button.focus());
        }}
        className="grid size-7 shrink-0 place-items-center rounded-md text-ink-faint hover:bg-hover hover:text-ink aria-disabled:pointer-events-none aria-disabled:opacity-40"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </Tip>
  );
}
