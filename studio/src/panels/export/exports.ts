import { Braces, ClipboardCopy, FileText, Image, PenTool, Workflow, type LucideIcon } from "lucide-react";
import { toast } from "sonner";
import type { ExportFormat } from "#schemas/protocol/http.ts";
import { exportImage } from "../../canvas/export-image.ts";
import type { Canvas } from "../../canvas/canvas-context.tsx";
import { copyText } from "../../ui/copy-text.ts";
import { errorWords } from "../history/error-words.ts";
import { fileNameOf } from "./file-name.ts";
import { saveFile } from "./save-file.ts";

/** A way to take the SOP out. */
export interface Export {
  readonly text: string;
  readonly hint: string;
  readonly Icon: LucideIcon;
  /** Of the SOP as the registry has it (of the version that is open), or of what the canvas shows. */
  readonly of: "sop" | "canvas";
  readonly run: (canvas: Canvas) => Promise<void>;
}

/** U58: every way to take the SOP out, in the order in which they are offered. */
export const EXPORTS: readonly Export[] = [
  {
    text: "ExpertSOP JSON",
    hint: "For agents, and to import it again",
    Icon: Braces,
    of: "sop",
    run: (canvas) => saveFormat(canvas, "expert-sop"),
  },
  {
    text: "SKILL.md",
    hint: "A skill for an agent to follow",
    Icon: FileText,
    of: "sop",
    run: (canvas) => saveFormat(canvas, "skill-md"),
  },
  {
    text: "Mermaid diagram",
    hint: "For documents that draw it",
    Icon: Workflow,
    of: "sop",
    run: (canvas) => saveFormat(canvas, "mermaid"),
  },
  {
    text: "Copy as Mermaid",
    hint: "Into the clipboard",
    Icon: ClipboardCopy,
    of: "sop",
    run: async (canvas) => {
      const answer = await readFormat(canvas, "mermaid");
      await copyText(await answer.text(), "The Mermaid diagram is in the clipboard.");
    },
  },
  {
    text: "PNG picture",
    hint: "The whole canvas, in its present colours",
    Icon: Image,
    of: "canvas",
    run: (canvas) => savePicture(canvas, "png"),
  },
  {
    text: "SVG picture",
    hint: "The same, sharp at any size",
    Icon: PenTool,
    of: "canvas",
    run: (canvas) => savePicture(canvas, "svg"),
  },
];

/** U58: takes the SOP out; what fails is told. */
export async function runExport({ run, text }: Export, canvas: Canvas): Promise<void> {
  try {
    await run(canvas);
  } catch (error) {
    toast.error(`${text}: ${errorWords(error)}`, { id: "export" });
  }
}

function readFormat({ editor: { api, sop, state } }: Canvas, format: ExportFormat): Promise<Response> {
  const { visit } = state.getState();
  const version = visit === null ? "" : `&version=${visit.version}`;
  return api.fetch(`/v1/sop/${encodeURIComponent(sop.sop)}/export?format=${format}${version}`);
}

async function saveFormat(canvas: Canvas, format: ExportFormat): Promise<void> {
  const answer = await readFormat(canvas, format);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  saveFile(await answer.blob(), name ?? "sop");
}

async function savePicture(canvas: Canvas, format: "png" | "svg"): Promise<void> {
  const { sop, state } = canvas.editor;
  const { visit } = state.getState();
  // Every node is drawn for it, which takes some seconds in a large SOP.
  toast.loading("Making the picture…", { id: "export" });
  const picture = await exportImage(canvas, format);
  if (picture === null) {
    toast.info("There is nothing on the canvas to make a picture of.", { id: "export" });
    return;
  }
  const version = visit === null ? "" : `-version-${visit.version}`;
  saveFile(picture, `${fileNameOf((visit?.own ?? sop.view.meta)["name"])}${version}.${format}`);
  toast.success("The picture is saved.", { id: "export", duration: 1500 });
}
