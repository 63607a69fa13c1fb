import { FrameRow } from "./frame-row.tsx";
import type { Frame } from "./frame-log.ts";

/** As many rows as are drawn; older ones are found by the filter. */
const MOST_SHOWN = 200;

/** Messages, the newest first. */
export function FrameList({ frames }: { readonly frames: readonly Frame[] }) {
  if (frames.length === 0) return <p className="border-t border-line p-3 text-ink-soft">No messages.</p>;
  return (
    // Scrollable by keyboard too.
    <ol aria-label="Newest first" tabIndex={0} className="min-h-0 overflow-auto border-t border-line">
      {frames
        .slice(-MOST_SHOWN)
        .toReversed()
        .map((frame) => (
          <FrameRow key={frame.id} frame={frame} />
        ))}
    </ol>
  );
}
