import { AlertDialog } from "radix-ui";
import { useEffect } from "react";
import { toast } from "sonner";
import { navigate } from "../app/route.ts";
import { Button } from "../ui/button.tsx";
import { CARD, CARD_TITLE } from "../ui/card.ts";
import { Wordmark } from "../ui/wordmark.tsx";
import { usePageTitle } from "../hooks/use-page-title.ts";
import { useLive } from "../editor/editor-context.tsx";
import { GoneActions } from "./gone-actions.tsx";
import type { GoneWords } from "./gone-words.ts";

/** In place of a SOP that I cannot work on any more: why, and a copy of what was not saved. */
export function GonePage({ words: { title, text, remedy } }: { readonly words: GoneWords }) {
  usePageTitle(title);
  const { length } = useLive("asides");
  // What they told was about a canvas that is not shown any more.
  useEffect(() => void toast.dismiss(), []);
  const unsaved = length === 1 ? "One change of yours was" : `${length} changes of yours were`;
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Content className="fixed inset-0 z-40 grid place-items-center overflow-auto bg-ground p-4 sm:p-6">
          <div className={CARD}>
            <Wordmark />
            <div className="grid grid-cols-1 gap-4">
              <AlertDialog.Title className={CARD_TITLE}>{title}</AlertDialog.Title>
              <AlertDialog.Description className="text-ink-soft">
                {text} {length > 0 && `${unsaved} not saved; you can take a copy along.`}
              </AlertDialog.Description>
              <div className="grid grid-cols-1 gap-2">
                <GoneActions remedy={remedy} />
                <Button onClick={() => navigate("/")}>To my SOPs</Button>
              </div>
            </div>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
