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
  toast: "pointer-events-auto",
  description: "text-ink-soft!",
  success: "[&_[data-icon]]:text-good",
  error: "[&_[data-icon]]:text-bad",
  warning: "[&_[data-icon]]:text-warn",
  info: "[&_[data-icon]]:text-accent",
  actionButton: "bg-accent! text-accent-ink!",
} as const;

/** Where short news are shown, and read out. */
export function Toasts() {
  const [theme] = useTheme();
  return (
    <Toaster
      position="bottom-center"
      closeButton
      theme={theme}
      style={COLORS}
      toastOptions={{ classNames: CLASSES }}
    />
  );
}
