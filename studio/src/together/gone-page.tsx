import { AlertDialog } from "radix-ui";
import { navigate } from "../app/route.ts";
import { Button } from "../ui/button.tsx";
import { usePageTitle } from "../hooks/use-page-title.ts";
import { useLive } from "../editor/editor-context.tsx";
import { GoneActions } from "./gone-actions.tsx";
import type { GoneWords } from "./gone-words.ts";

/** In place of a SOP that I cannot work on any more: why, and a copy of what was not saved. */
export function GonePage({ words: { title, text, remedy } }: { readonly words: GoneWords }) {
  usePageTitle(title);
  const { length } = useLive("asides");
  const unsaved = length === 1 ? "One change of yours was" : `${length} changes of yours were`;
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Content className="fixed inset-0 z-40 grid place-items-center overflow-auto bg-ground p-6">
          <div className="w-full max-w-md rounded-2xl border border-line bg-surface p-8 shadow-raised">
            <AlertDialog.Title className="text-xl font-semibold text-balance">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-2 text-ink-soft">
              {text} {length > 0 && `${unsaved} not saved; you can take a copy along.`}
            </AlertDialog.Description>
            <div className="mt-6 flex flex-wrap gap-2">
              <GoneActions remedy={remedy} />
              <Button onClick={() => navigate("/")}>To my SOPs</Button>
            </div>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
