import { TriangleAlert } from "lucide-react";
import type { Problem } from "./outline.ts";

/** More would be read by nobody. */
const MOST = 50;

interface OutlineProblemsProps {
  readonly problems: readonly Problem[];
  readonly onChoose: (line: number) => void;
}

/** What could not be read, by its line; choosing one goes there. */
export function OutlineProblems({ problems, onChoose }: OutlineProblemsProps) {
  if (problems.length === 0) return null;
  const rest = problems.length - MOST;
  return (
    <ul
      aria-label="Problems in the text"
      className="grid max-h-28 grid-cols-1 gap-0.5 overflow-auto rounded-lg border border-line p-1"
    >
      {problems.slice(0, MOST).map(({ line, text }) => (
        <li key={`${line} ${text}`}>
          <button
            type="button"
            onClick={() => onChoose(line)}
            className="flex w-full items-start gap-2 rounded-md px-1.5 py-1 text-left text-[13px] hover:bg-hover"
          >
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warn" />
            <span>
              Line {line}: {text}
            </span>
          </button>
        </li>
      ))}
      {rest > 0 && <li className="px-1.5 py-1 text-[13px] text-ink-soft">And {rest} more.</li>}
    </ul>
  );
}
