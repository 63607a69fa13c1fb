import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { noteTipEscape } from "./tip-escapes.ts";

/** Shows words beside what they explain, on hover and on focus. */
export function Tip({
  text,
  side = "top",
  children,
}: {
  readonly text: ReactNode;
  /** Where there is room. */
  readonly side?: "top" | "right";
  readonly children: ReactNode;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        asChild
        onFocus={(event) => {
          // Who has just pressed it, or chosen in its menu, knows what it is; and a tip takes the first Escape.
          if (!event.currentTarget.matches(":focus-visible")) event.preventDefault();
        }}
      >
        {children}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onEscapeKeyDown={noteTipEscape}
          className="z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-ground shadow-raised"
        >
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
