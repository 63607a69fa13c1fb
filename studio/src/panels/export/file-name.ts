import type { Json } from "#schemas/json.ts";

/** A SOP's name as the name of a file: letters and digits of any script, joined by "-". */
export function fileNameOf(name: Json | undefined): string {
  const text = typeof name === "string" ? name : "";
  return (
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 80) || "sop"
  );
}
