import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { Finding } from "#schemas/lint/finding.ts";
import { useEditor } from "../editor/editor-context.tsx";
import { showFinding } from "./show-finding.ts";
import { useFindings } from "./use-lint.ts";

const ICONS = {
  error: { Icon: CircleAlert, look: "text-bad", word: "Error" },
  warning: { Icon: TriangleAlert, look: "text-warn", word: "Warning" },
  info: { Icon: Info, look: "text-ink-faint", word: "Note" },
} as const;

/** U38: everything to look at; choosing one goes there. */
export function ProblemList() {
  const findings = useFindings();
  const editor = useEditor();
  if (findings.length === 0) return <NoProblems />;
  return (
    <ul aria-label="Problems" className="grid gap-0.5 p-2" onKeyDown={moveFocus}>
      {findings.map((finding) => {
        const { Icon, look, word } = ICONS[finding.severity];
        return (
          <li key={keyOf(finding)}>
            <button
              type="button"
              className="flex w-full items-start gap-2 rounded-lg px-2 py-1.5 text-left text-[13px] hover:bg-hover focus-visible:-outline-offset-2"
              onClick={() => showFinding(editor, finding)}
            >
              <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
              <span className="min-w-0 wrap-anywhere">
                <span className="sr-only">{word}: </span>
                {finding.message}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function NoProblems() {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-10 text-center text-ink-soft">
      <CircleCheck aria-hidden className="size-7 text-good" />
      <p className="font-medium text-ink">Nothing to mend</p>
      <p className="text-[13px]">
        Steps without an instruction, loose ends, duplicates and circles are listed here as soon as there are
        any.
      </p>
    </div>
  );
}

function keyOf({ rule, nodes, edges = [], message }: Finding): string {
  return [rule, ...nodes, ...edges, message].join(" ");
}

/** Arrow keys go from problem to problem. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  const next = NEXT[event.key]?.(at, buttons.length);
  if (next === undefined) return;
  event.preventDefault();
  buttons[Math.min(Math.max(next, 0), buttons.length - 1)]?.focus();
}

const NEXT: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};
