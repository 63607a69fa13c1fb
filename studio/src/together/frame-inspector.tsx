import { ChevronDown, ChevronUp, Pause, Play, Trash2 } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { IconButton } from "../ui/button.tsx";
import { filterFrames, type FrameLog } from "./frame-log.ts";
import { FrameList } from "./frame-list.tsx";

/** What goes over the SOP's connection, message by message: for who writes a client, or looks for a fault. */
export function FrameInspector({ log }: { readonly log: FrameLog }) {
  const frames = useSyncExternalStore(log.subscribe, log.read);
  const [wanted, setWanted] = useState("");
  const [isPaused, setIsPaused] = useState(false);
  const [isOpen, setIsOpen] = useState(true);
  const shown = filterFrames(frames, wanted);
  const pause = () => {
    log.pause(!isPaused);
    setIsPaused(!isPaused);
  };
  return (
    <section
      aria-label="Messages"
      className="fixed bottom-2 left-2 z-30 flex max-h-[45dvh] w-120 max-w-[calc(100vw-1rem)] flex-col rounded-xl border border-line bg-raised text-xs shadow-raised"
    >
      <div className="flex items-center gap-1 p-1 pl-3">
        <h2 className="font-semibold">Messages</h2>
        <span className="text-ink-faint tabular-nums">
          {shown.length === frames.length ? frames.length : `${shown.length} of ${frames.length}`}
        </span>
        <input
          type="search"
          aria-label="Filter messages"
          placeholder="Filter by type or text"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          className="ml-2 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 py-1 placeholder:text-ink-faint"
        />
        <IconButton label={isPaused ? "Record again" : "Pause recording"} onClick={pause}>
          {isPaused ? <Play /> : <Pause />}
        </IconButton>
        <IconButton label="Clear messages" onClick={log.clear}>
          <Trash2 />
        </IconButton>
        <IconButton
          label={isOpen ? "Fold messages" : "Unfold messages"}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown /> : <ChevronUp />}
        </IconButton>
      </div>
      {isOpen && <FrameList frames={shown} />}
    </section>
  );
}
