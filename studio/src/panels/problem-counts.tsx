import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { Finding } from "#schemas/lint/finding.ts";
import { countFindings, SEVERITY_WORDS } from "./lint-index.ts";

const ICONS = [
  { severity: "error", Icon: CircleAlert, look: "text-bad" },
  { severity: "warning", Icon: TriangleAlert, look: "text-warn" },
  { severity: "info", Icon: Info, look: "text-ink-faint" },
] as const;

/** How many problems there are of each kind: pictures with numbers, read out in words. */
export function ProblemCounts({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) {
    return (
      <>
        <CircleCheck aria-hidden className="size-4 text-good" />
        No problems
      </>
    );
  }
  const counts = countFindings(findings);
  return (
    <>
      Problems<span className="sr-only">:</span>
      {ICONS.map(
        ({ severity, Icon, look }) =>
          counts[severity] > 0 && (
            <span key={severity} className="flex items-center gap-1 tabular-nums">
              <Icon aria-hidden className={`size-4 ${look}`} />
              {counts[severity]}
              <span className="sr-only">{SEVERITY_WORDS[severity][counts[severity] === 1 ? 0 : 1]}</span>
            </span>
          ),
      )}
    </>
  );
}
