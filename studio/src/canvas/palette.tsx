import { Plus, TextInitial } from "lucide-react";
import type { NodeType } from "#schemas/graph/node.ts";
import { useCanEdit } from "../editor/editor-context.tsx";
import { Menu, MenuItem, MenuLine } from "../ui/menu.tsx";
import { addNode } from "./actions/add-node.ts";
import { writeAsText } from "./actions/write-as-text.ts";
import { useCanvas } from "./canvas-context.tsx";
import { NODE_ICONS } from "./nodes/node-frame.tsx";
import { PaletteItem } from "./palette-item.tsx";
import { WriteItem } from "./write-item.tsx";
import { TYPE_NAMES } from "./title-of.ts";

const TYPES: readonly NodeType[] = ["step", "condition", "tool"];

/**
 * What can be added: a rail that floats over the canvas, so that nothing shifts when somebody may or may not edit; on
 * a narrow page one button.
 */
export function Palette() {
  if (!useCanEdit()) return null;
  return (
    <div className="relative z-6 w-0">
      <nav
        aria-label="Add to the canvas"
        className="absolute top-3 left-3 flex w-20 flex-col gap-1 rounded-xl border border-line bg-surface p-1.5 shadow-raised max-sm:hidden"
      >
        {TYPES.map((type) => (
          <PaletteItem key={type} type={type} />
        ))}
        <WriteItem />
      </nav>
      <NarrowPalette />
    </div>
  );
}

function NarrowPalette() {
  const canvas = useCanvas();
  return (
    <div className="fixed right-3 bottom-12 z-10 sm:hidden">
      <Menu
        trigger={
          <button
            type="button"
            aria-label="Add"
            className="grid size-14 place-items-center rounded-full bg-accent text-accent-ink shadow-raised"
          >
            <Plus className="size-6" />
          </button>
        }
      >
        {TYPES.map((type) => {
          const Icon = NODE_ICONS[type];
          return (
            <MenuItem key={type} onSelect={() => void addNode(canvas, type)}>
              <Icon aria-hidden /> {TYPE_NAMES[type]}
            </MenuItem>
          );
        })}
        <MenuLine />
        <MenuItem onSelect={() => writeAsText(canvas)}>
          <TextInitial aria-hidden /> Write as text
        </MenuItem>
      </Menu>
    </div>
  );
}
