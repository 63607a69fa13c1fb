import type { Light } from "./status-words.ts";

const COLORS: Readonly<Record<Light, string>> = {
  green: "bg-good",
  yellow: "bg-warn motion-safe:animate-pulse",
  red: "bg-bad",
};

/** The connection as a light; what it says is said in words beside it. */
export function ConnectionLight({ light }: { readonly light: Light }) {
  return (
    <span aria-hidden data-light={light} className={`size-2.5 shrink-0 rounded-full ${COLORS[light]}`} />
  );
}
