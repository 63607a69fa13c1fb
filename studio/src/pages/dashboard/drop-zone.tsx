import { FileDown } from "lucide-react";
import { useState, type DragEvent, type ReactNode } from "react";

interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/** Takes files that are dragged onto what it is around. */
export function DropZone({ onFiles, children }: DropZoneProps) {
  // Moving over what is inside leaves and enters: what counts is how many were entered and not left.
  const [depth, setDepth] = useState(0);
  const drop = (event: DragEvent) => {
    setDepth(0);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className="min-h-full"
      onDragEnter={ifFiles(() => setDepth((before) => before + 1))}
      onDragLeave={ifFiles(() => setDepth((before) => Math.max(0, before - 1)))}
      onDragOver={ifFiles(() => undefined)}
      onDrop={drop}
    >
      {children}
      {depth > 0 && (
        <div className="pointer-events-none fixed inset-3 z-30 grid place-items-center rounded-2xl border-2 border-dashed border-accent bg-ground/90">
          <p className="flex items-center gap-3 text-lg font-medium text-accent">
            <FileDown aria-hidden /> Drop ExpertSOP files to import them
          </p>
        </div>
      )}
    </div>
  );
}

/** Text that is dragged within the page is none of ours. */
function ifFiles(act: () => void): (event: DragEvent) => void {
  return (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    act();
  };
}
