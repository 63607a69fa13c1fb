import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, useState } from "react";
import type { Frame } from "./frame-log.ts";

/** One message: when, which way, what, how long; opened, its JSON. */
export const FrameRow = memo(function FrameRow({ frame }: { readonly frame: Frame }) {
  const [isOpen, setIsOpen] = useState(false);
  const { at, direction, type, size, text } = frame;
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex w-full items-center gap-2 px-3 py-1 text-left tabular-nums hover:bg-hover"
      >
        <span className="text-ink-faint">{timeOf(at)}</span>
        {direction === "in" ? (
          <ArrowDown aria-label="in" className="size-3.5 text-good" />
        ) : (
          <ArrowUp aria-label="out" className="size-3.5 text-accent" />
        )}
        <span className="flex-1 truncate font-medium">{type}</span>
        <span className="text-ink-faint">{sizeOf(size)}</span>
      </button>
      {isOpen && (
        <pre className="max-h-60 overflow-auto bg-sunken px-3 py-2 wrap-anywhere whitespace-pre-wrap">
          {pretty(text)}
        </pre>
      )}
    </li>
  );
});

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}

function sizeOf(size: number): string {
  return size < 1000 ? `${size} B` : `${(size / 1000).toFixed(1)} kB`;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
