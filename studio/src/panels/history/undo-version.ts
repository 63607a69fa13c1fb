import { toast } from "sonner";
import { agentOf } from "#schemas/ids.ts";
import type { Editor } from "../../editor/editor-context.tsx";
import { isNarrow } from "../../hooks/use-is-narrow.ts";
import { undoToastId } from "../../canvas/actions/take-back.ts";
import { isMac, shortcutText } from "../key-names.ts";
import { claimPatch } from "./claim-patch.ts";
import { count } from "./activity-words.ts";
import { errorWords } from "./error-words.ts";
import { heldNodes } from "./held-nodes.ts";
import { heldWords } from "./held-words.ts";
import { historyCalls } from "./history-calls.ts";

/** Time enough to look at the canvas and to think again. */
const UNDO_MS = 15_000;

/** What the registry made for me: as which version, under which patch id. */
interface Made {
  readonly version: number;
  readonly patch: string;
}

/** U55: says that something is done, and offers to undo it, until it is undone another way. */
export function tellWithUndo(editor: Editor, said: string, { version, patch }: Made): void {
  toast.success(said, {
    // Of its own: a toast that takes the place of another inherits what that offers.
    id: undoToastId(patch),
    // Who has no keys at hand needs no word of them.
    ...(!isNarrow() && { description: `${shortcutText("Mod+Z", isMac())} undoes it too.` }),
    duration: UNDO_MS,
    action: { label: "Undo", onClick: () => void undoVersion(editor, version) },
  });
}

/**
 * U55: takes a version of mine back. By a revert of what I did since: what others did meanwhile stays, which restoring
 * the version before would bury.
 */
async function undoVersion({ api, sop, identity }: Editor, version: number): Promise<void> {
  const agent = sop.peer === null ? identity.agent : agentOf(sop.peer);
  try {
    const { skipped } = await historyCalls(api, sop.sop).revert(
      { agent, since: version - 1 },
      claimPatch(sop),
    );
    const left =
      skipped.length === 0 ? "" : ` ${count(skipped.length, "place")} others changed since stayed.`;
    toast.success(`Undone.${left}`, { id: "history" });
  } catch (error) {
    const held = heldNodes(error);
    toast.error(held === null ? errorWords(error) : heldWords(sop, held), { id: "history" });
  }
}
