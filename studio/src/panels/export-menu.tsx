import { Download } from "lucide-react";
import { IconButton } from "../ui/button.tsx";
import { Menu } from "../ui/menu.tsx";
import { ExportItems } from "./export/export-items.tsx";

/** U58: takes the SOP out, in the forms that others read, or as a picture. */
export function ExportMenu() {
  return (
    <Menu
      trigger={
        <IconButton label="Export">
          <Download />
        </IconButton>
      }
    >
      <ExportItems />
    </Menu>
  );
}
