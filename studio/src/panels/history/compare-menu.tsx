import { ChevronDown } from "lucide-react";
import { useEditor } from "../../editor/editor-context.tsx";
import type { Visit } from "../../editor/editor-state.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuChoice, MenuLabel } from "../../ui/menu.tsx";
import { openVersion } from "./open-version.ts";

/** U51: chooses what the version on the canvas is compared with. */
export function CompareMenu({ visit: { version, against } }: { readonly visit: Visit }) {
  const editor = useEditor();
  if (version === 0) return null;
  const earlier = against ?? version - 1;
  const options = [
    { value: "now", label: "Now: what changed since" },
    { value: "earlier", label: `Version ${earlier}: what changed up to this one` },
  ] as const;
  return (
    <Menu
      trigger={
        <Button>
          <span>
            <span className="max-sm:sr-only">Compared </span>with{" "}
            {against === null ? "now" : `version ${against}`}
          </span>
          <ChevronDown aria-hidden className="size-4" />
        </Button>
      }
    >
      <MenuLabel>Compare with</MenuLabel>
      <MenuChoice
        value={against === null ? "now" : "earlier"}
        options={options}
        onChange={(value) => void openVersion(editor, version, value === "now" ? null : earlier)}
      />
    </Menu>
  );
}
