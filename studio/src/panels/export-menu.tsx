import { Download } from "lucide-react";
import { useEditor } from "../editor/editor-context.tsx";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";

const FORMATS = { "expert-sop": "ExpertSOP JSON", "skill-md": "SKILL.md", mermaid: "Mermaid" } as const;

/** Takes the SOP out, in the forms that others read. */
export function ExportMenu() {
  const { sop, api } = useEditor();
  async function save(format: keyof typeof FORMATS): Promise<void> {
    const answer = await api.fetch(`/v1/sop/${encodeURIComponent(sop.sop)}/export?format=${format}`);
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name ?? "sop";
    link.click();
    URL.revokeObjectURL(link.href);
  }
  return (
    <Menu
      trigger={
        <IconButton label="Export">
          <Download />
        </IconButton>
      }
    >
      {(Object.keys(FORMATS) as (keyof typeof FORMATS)[]).map((format) => (
        <MenuItem key={format} onSelect={() => void save(format)}>
          {FORMATS[format]}
        </MenuItem>
      ))}
    </Menu>
  );
}
