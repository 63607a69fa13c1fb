import type { View } from "../sync/types.ts";
import { putOps } from "./field-ops.ts";
import type { Meaning } from "./live-field.ts";

/** A text that may be missing: an empty one goes. */
export function optionalMeaning(view: View, path: string, text: string): Meaning {
  return { edit: putOps(view, path, text === "" ? undefined : text) };
}

/** A text that has to be there. */
export function requiredMeaning(view: View, path: string, text: string, what: string): Meaning {
  return text.trim() === "" ? { error: `${what} cannot be empty.` } : { edit: putOps(view, path, text) };
}

/** Minutes; empty: no limit. */
export function minutesMeaning(view: View, path: string, text: string): Meaning {
  const written = text.trim().replace(",", ".");
  if (written === "") return { edit: putOps(view, path, undefined) };
  const minutes = Number(written);
  if (!Number.isFinite(minutes) || minutes < 0) return { error: "A number of minutes, such as 30." };
  return { edit: putOps(view, path, minutes) };
}
