import { FileText, ListChecks, Upload } from "lucide-react";
import { navigate } from "../app/route.ts";
import { TEMPLATES } from "../pages/dashboard/templates.ts";
import { Button } from "../ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "../ui/menu.tsx";
import { addNode } from "./actions/add-node.ts";
import { writeAsText } from "./actions/write-as-text.ts";
import { fillFromTemplate } from "./actions/fill-from-template.ts";
import { useCanvas } from "./canvas-context.tsx";

/** What to do first. */
export function EmptyCanvas({ canEdit }: { readonly canEdit: boolean }) {
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center p-6">
      <div className="pointer-events-auto w-full max-w-xl rounded-2xl border border-line bg-surface p-6 text-center shadow-raised">
        <span
          aria-hidden
          className="mx-auto grid size-12 place-items-center rounded-2xl bg-step-soft text-step"
        >
          <ListChecks className="size-6" />
        </span>
        <h2 className="mt-3 text-base font-semibold">Nothing here yet</h2>
        {canEdit ? (
          <FirstSteps />
        ) : (
          <p className="mt-1 text-ink-soft">You will see it as soon as somebody adds the first step.</p>
        )}
      </div>
    </div>
  );
}

function FirstSteps() {
  const canvas = useCanvas();
  return (
    <>
      <p className="mt-1 text-ink-soft">
        A procedure begins with what is done first. Add a step, write it all down, or take a ready one.
      </p>
      <div className="mt-4 flex flex-wrap justify-center gap-2 max-sm:grid max-sm:grid-cols-1">
        <Button look="primary" onClick={() => void addNode(canvas, "step")}>
          Add the first step
        </Button>
        <Button onClick={() => writeAsText(canvas)}>Write or paste text</Button>
        <Menu trigger={<Button>Start from a template</Button>}>
          {TEMPLATES.map((template) => (
            <MenuItem key={template.name} onSelect={() => void fillFromTemplate(canvas, template)}>
              <FileText aria-hidden /> {template.name}
            </MenuItem>
          ))}
          <MenuLine />
          <MenuItem onSelect={() => navigate("/")}>
            <Upload aria-hidden /> Import a file, in my SOPs
          </MenuItem>
        </Menu>
      </div>
    </>
  );
}
