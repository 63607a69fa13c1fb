import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { Finding } from "#schemas/lint/finding.ts";
import { countFindings } from "./lint-index.ts";

const ICONS = [
  { severity: "error", Icon: CircleAlert, look: "text-bad" },
  { severity: "warning", Icon: TriangleAlert, look: "text-warn" },
  { severity: "info", Icon: Info, look: "text-ink-faint" },
] as const;

/** How many problems there are of each kind, as pictures with numbers. */
export function ProblemCounts({ findings }: { readonly findings: readonly Finding[] }) {
  const counts = countFindings(findings);
  if (findings.length === 0) return <CircleCheck aria-hidden className="size-4 text-good" />;
  return (
    <span aria-hidden className="flex items-center gap-2.5 tabular-nums">
      {ICONS.map(
        ({ severity, Icon, look }) =>
          counts[severity] > 0 && (
            <span key={severity} className="flex items-center gap-1">
              <Icon className={`size-4 ${look}`} />
              {counts[severity]}
            </span>
          ),
      )}
    </span>
  );
}
