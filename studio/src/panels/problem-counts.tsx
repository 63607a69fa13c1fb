import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { Finding } from "#schemas/lint/finding.ts";
import { countFindings, SEVERITY_WORDS } from "./lint-index.ts";

const ICONS = [
  { severity: "error", Icon: CircleAlert, look: "text-bad" },
  { severity: "warning", Icon: TriangleAlert, look: "text-warn" },
  { severity: "info", Icon: Info, look: "text-ink-faint" },
] as const;

interface ProblemCountsProps {
  readonly findings: readonly Finding[];
  /** The old version that they are of. */
  readonly version: number | undefined;
}

/** How many problems there are of each kind: pictures with numbers, read out in words. */
export function ProblemCounts({ findings, version }: ProblemCountsProps) {
  const where = version === undefined ? "" : ` in version ${version}`;
  if (findings.length === 0) {
    return (
      <>
        <CircleCheck aria-hidden className="size-4 text-good" />
        {`No problems${where}`}
      </>
    );
  }
  const counts = countFindings(findings);
  return (
    <>
      <span aria-hidden>{`Problems${where}`}</span>
      <span className="sr-only">{`Problems${where}: ${inWords(counts)}`}</span>
      {ICONS.map(
        ({ severity, Icon, look }) =>
          counts[severity] > 0 && (
            <span key={severity} aria-hidden className="flex items-center gap-1 tabular-nums">
              <Icon className={`size-4 ${look}`} />
              {counts[severity]}
            </span>
          ),
      )}
    </>
  );
}

/** "1 error, 2 notes". */
function inWords(counts: ReturnType<typeof countFindings>): string {
  return ICONS.filter(({ severity }) => counts[severity] > 0)
    .map(({ severity }) => `${counts[severity]} ${SEVERITY_WORDS[severity][counts[severity] === 1 ? 0 : 1]}`)
    .join(", ");
}
