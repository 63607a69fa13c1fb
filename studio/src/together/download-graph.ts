import type { SopClient } from "../sync/types.ts";

/** Saves the SOP as it is shown here, own unsaved edits included, as a JSON file. */
export function downloadGraph(sop: Pick<SopClient, "graph" | "view">): void {
  const name = sop.view.meta["name"];
  const file = new Blob([JSON.stringify(sop.graph(), null, 2)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${toFileName(typeof name === "string" ? name : "sop")}.json`;
  link.click();
  // The browser takes the file in the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function toFileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "") || "sop";
}
