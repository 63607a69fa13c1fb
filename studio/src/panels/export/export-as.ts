import { toast } from "sonner";
import type { ExportFormat } from "#schemas/protocol/http.ts";
import type { Canvas } from "../../canvas/canvas-context.tsx";
import { exportImage } from "../../canvas/export-image.ts";
import { copyText } from "../../ui/copy-text.ts";
import { errorWords } from "../history/error-words.ts";
import type { Export } from "./exports.ts";
import { fileNameOf } from "./file-name.ts";
import { saveFile } from "./save-file.ts";

/** U58: saves or copies the SOP, or saves what the canvas shows; why it cannot be done is told. */
export async function exportAs({ how, text }: Export, canvas: Canvas): Promise<void> {
  try {
    await run(how, canvas);
  } catch (error) {
    toast.error(`${text}: ${errorWords(error)}`, { id: "export" });
  }
}

function run(how: Export["how"], canvas: Canvas): Promise<void> {
  switch (how.kind) {
    case "save":
      return saveFormat(canvas, how.format);
    case "copy":
      return copyFormat(canvas, how.format);
    case "picture":
      return savePicture(canvas, how.format);
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

async function copyFormat(canvas: Canvas, format: ExportFormat): Promise<void> {
  const answer = await readFormat(canvas, format);
  await copyText(await answer.text(), "The Mermaid diagram is in the clipboard.");
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
