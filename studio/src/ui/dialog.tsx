import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { openerNow } from "./opener.ts";

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One sentence under the title; null: none is needed. */
  readonly description: string | null;
  readonly children: ReactNode;
  readonly isWide?: boolean;
  /** Where the focus goes afterwards; without it: back to what opened the window. */
  readonly onClosed?: (opener: HTMLElement | null) => void;
}

/** A window over the page: Esc and a click beside it close it, focus stays inside and goes back. */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  children,
  isWide = false,
  onClosed,
}: DialogProps) {
  const opener = useRef<HTMLElement | null>(null);
  // Before there is a field that takes the focus by itself.
  useLayoutEffect(() => {
    if (isOpen) opener.current = openerNow();
  }, [isOpen]);
  const width = isWide ? "max-w-3xl" : "max-w-lg";
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => open || onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          {...(description === null && { "aria-describedby": undefined })}
          // The window itself: a focused "Close" would show its tip, and take the first Esc. A field with autoFocus has it.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          // Radix knows only openers of its own.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (onClosed === undefined) opener.current?.focus();
            else onClosed(opener.current);
          }}
          // What a toast offers can be taken, and leaves the window open.
          onInteractOutside={(event) => {
            if ((event.target as Element).closest("[data-sonner-toaster]")) event.preventDefault();
          }}
          // Without a translation: half a pixel of it would blur the text.
          className={`fixed inset-0 z-40 m-auto h-fit max-h-[90dvh] w-[calc(100vw-2rem)] ${width} overflow-auto rounded-2xl border border-line bg-surface p-5 pt-0 shadow-raised outline-none`}
        >
          <div className="sticky top-0 z-1 -mx-5 flex items-start justify-between gap-3 bg-surface pt-4 pr-4 pb-1 pl-5">
            <Radix.Title className="min-w-0 pt-1 text-lg leading-7 font-semibold wrap-break-word">
              {title}
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close">
                <X />
              </IconButton>
            </Radix.Close>
          </div>
          {description !== null && (
            <Radix.Description className="text-ink-soft">{description}</Radix.Description>
          )}
          <div className="mt-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
