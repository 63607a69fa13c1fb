import type { CSSProperties } from "react";
import { Toaster } from "sonner";
import { useTheme } from "../app/theme.ts";

/** The studio's own colours: those that come with the toasts are too pale to be read. */
const COLORS = {
  "--normal-bg": "var(--raised)",
  "--normal-text": "var(--ink)",
  "--normal-border": "var(--line-strong)",
} as CSSProperties;

/** Kinds are told apart by their signs, which have colours of their own. */
const CLASSES = {
  // Over an open window too, which takes the pointer from all that is beside it.
  toast: "pointer-events-auto pr-11!",
  icon: "mt-0.5 self-start",
  // At the corner it would stick out over what is beside the toast.
  closeButton:
    "top-3! right-2.5! left-auto! size-7! transform-none! rounded-md! border-0! bg-transparent! text-ink-soft! hover:bg-hover! hover:text-ink! [&_svg]:size-3.5",
  description: "text-ink-soft!",
  success: "[&_[data-icon]]:text-good",
  error: "[&_[data-icon]]:text-bad",
  warning: "[&_[data-icon]]:text-warn",
  info: "[&_[data-icon]]:text-accent",
  actionButton: "h-7! rounded-md! bg-accent! px-2.5! text-accent-ink!",
} as const;

/** On a canvas over its tools, in the corner where neither its map is nor what is written; elsewhere in the middle. */
const PLACES = {
  canvas: { position: "bottom-left", offset: { bottom: 104, left: 12 } },
  page: { position: "bottom-center", offset: { bottom: 24 } },
} as const;
/** On a narrow page over what is selected, which is used while a toast is there. */
const OFFSET_NARROW = { bottom: 108, left: 12, right: 12 } as const;

/** Where short news are shown, and read out. */
export function Toasts({ over }: { readonly over: keyof typeof PLACES }) {
  const [theme] = useTheme();
  return (
    <Toaster
      {...PLACES[over]}
      closeButton
      mobileOffset={OFFSET_NARROW}
      theme={theme}
      style={COLORS}
      toastOptions={{ classNames: CLASSES }}
    />
  );
}
