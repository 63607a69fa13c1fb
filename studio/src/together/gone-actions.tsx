import { forgetIdentity } from "../app/identity.ts";
import { useEditor, useLive } from "../editor/editor-context.tsx";
import { Button } from "../ui/button.tsx";
import { copyAsides } from "./act-on-aside.ts";
import { downloadGraph } from "./download-graph.ts";
import type { GoneWords } from "./gone-words.ts";

const REMEDIES = {
  sign_in: "Sign in",
  reload: "Load the page again",
  use_here: "Use it in this tab",
  try_again: "Try again",
} as const;

/** What can be done when the connection has ended for good. */
export function GoneActions({ remedy }: Pick<GoneWords, "remedy">) {
  const { sop } = useEditor();
  const asides = useLive("asides");
  return (
    <>
      {asides.length > 0 && (
        <Button look="primary" onClick={() => void copyAsides(sop, asides)}>
          Copy my unsaved changes
        </Button>
      )}
      <Button onClick={() => downloadGraph(sop)}>Download the SOP as I see it</Button>
      {remedy !== null && (
        <Button
          onClick={() => {
            if (remedy === "sign_in") forgetIdentity();
            else if (remedy === "reload") location.reload();
            else sop.reconnect();
          }}
        >
          {REMEDIES[remedy]}
        </Button>
      )}
    </>
  );
}
