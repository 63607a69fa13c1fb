import { RotateCw, TriangleAlert } from "lucide-react";
import { useEditor, useLive } from "../editor/editor-context.tsx";
import { Button } from "../ui/button.tsx";
import { Popover } from "../ui/popover.tsx";
import { ConnectionLight } from "./connection-light.tsx";
import { RoleChip } from "./role-chip.tsx";
import { StatusDetails } from "./status-details.tsx";
import { LIGHT_WORDS, lightOf, spokenStatus, statusWords, waitingEdits } from "./status-words.ts";
import { useNow } from "./use-now.ts";
import { useSteady } from "./use-steady.ts";

/** A saving that takes no longer is not worth a word. */
const STEADY_MS = 150;

/** Whether what I did is saved, whether there is a connection, and what is to be done where not. */
export function StatusIndicator() {
  const { sop, state } = useEditor();
  const status = useLive("status");
  const isWaiting = status.link.kind === "waiting" || status.link.kind === "offline";
  const now = useNow(status.link.kind === "waiting" || status.sentSince !== null);
  const isOpen = status.link.kind === "open";
  // In one: a green light beside "Offline" would say two things. That the connection is lost, or back, is said at once.
  const { light, shown } = useSteady(
    { light: lightOf(status, now), shown: statusWords(status, now) },
    (was) => (isWaiting || (isOpen && was.light === "red") ? 0 : STEADY_MS),
  );
  return (
    <div className="flex items-center gap-1 whitespace-nowrap">
      <RoleChip />
      <Popover
        label="Saving and connection"
        trigger={
          <button
            type="button"
            className="flex min-h-9 items-center gap-2 rounded-lg px-2 text-ink-soft tabular-nums hover:bg-hover"
          >
            <ConnectionLight light={light} />
            <span className="sr-only">{LIGHT_WORDS[light]}. </span>
            <span className={shown === "Saved" ? "min-w-14 text-left max-sm:sr-only" : "min-w-14 text-left"}>
              {shown}
              <Waiting count={waitingEdits(status, now)} />
            </span>
          </button>
        }
      >
        <StatusDetails status={status} />
      </Popover>
      {isWaiting && (
        <Button look="quiet" className="px-2 max-sm:hidden" onClick={() => sop.reconnect()}>
          <RotateCw className="size-4" aria-hidden />
          Try now
        </Button>
      )}
      {status.asides > 0 && (
        <Button look="danger" className="px-2" onClick={() => state.getState().openPanel("asides")}>
          <TriangleAlert className="size-4" aria-hidden />
          <span>
            {status.asides}
            <span className="max-sm:sr-only"> {status.asides === 1 ? "conflict" : "conflicts"}</span>
          </span>
        </Button>
      )}
      <span role="status" className="sr-only">
        {spokenStatus(status)}
      </span>
    </div>
  );
}

/** The length of the queue; where there is no room, the number alone. */
function Waiting({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <>
      {` · ${count}`}
      <span className="max-sm:sr-only">{count === 1 ? " edit waiting" : " edits waiting"}</span>
    </>
  );
}
