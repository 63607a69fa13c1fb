import { Braces, ClipboardCopy, FileText, Image, PenTool, Workflow, type LucideIcon } from "lucide-react";
import { toast } from "sonner";
import type { ExportFormat } from "#schemas/protocol/http.ts";
import type { Canvas } from "../../canvas/canvas-context.tsx";

/** A way to take the SOP out. */
export interface Export {
  readonly text: string;
  readonly hint: string;
  readonly Icon: LucideIcon;
  /** Of the SOP as the registry has it (of the version that is open), or of what the canvas shows. */
  readonly of: "sop" | "canvas";
  /** What is done with what. */
  readonly how: How;
}

type How =
  | { readonly kind: "save" | "copy"; readonly format: ExportFormat }
  | { readonly kind: "picture"; readonly format: "png" | "svg" };

/** U58: every way to take the SOP out, in the order in which they are offered. */
export const EXPORTS: readonly Export[] = [
  {
    text: "ExpertSOP JSON",
    hint: "For agents, and to import it again",
    Icon: Braces,
    of: "sop",
    how: { kind: "save", format: "expert-sop" },
  },
  {
    text: "SKILL.md",
    hint: "A skill for an agent to follow",
    Icon: FileText,
    of: "sop",
    how: { kind: "save", format: "skill-md" },
  },
  {
    text: "Mermaid diagram",
    hint: "For documents that draw it",
    Icon: Workflow,
    of: "sop",
    how: { kind: "save", format: "mermaid" },
  },
  {
    text: "Copy as Mermaid",
    hint: "Into the clipboard",
    Icon: ClipboardCopy,
    of: "sop",
    how: { kind: "copy", format: "mermaid" },
  },
  {
    text: "PNG picture",
    hint: "The whole canvas, in its present colours",
    Icon: Image,
    of: "canvas",
    how: { kind: "picture", format: "png" },
  },
  {
    text: "SVG picture",
    hint: "The same, sharp at any size",
    Icon: PenTool,
    of: "canvas",
    how: { kind: "picture", format: "svg" },
  },
];

/** U58: takes the SOP out; what fails is told. */
export async function runExport(one: Export, canvas: Canvas): Promise<void> {
  try {
    // Most look at a SOP and never take it out.
    const { exportAs } = await import("./export-as.ts");
    await exportAs(one, canvas);
  } catch {
    toast.error("The export could not be loaded. Check your network and try again.", { id: "export" });
  }
}
