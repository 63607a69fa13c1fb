import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Finding } from "#schemas/lint/finding.ts";
import { useFindingsOf } from "../../panels/use-lint.ts";
import { Tip } from "../../ui/tip.tsx";

const LOOKS = {
  error: { Icon: CircleAlert, look: "bg-bad-soft text-bad" },
  warning: { Icon: TriangleAlert, look: "bg-condition-soft text-warn" },
  info: { Icon: Info, look: "bg-sunken text-ink-soft" },
} as const;

const SEVERITIES = ["error", "warning", "info"] as const;

/** How much is to be said against a node, and how bad it is; the sentences on hover. */
export function LintBadge({ id }: { readonly id: string }) {
  const findings = useFindingsOf(id);
  const worst = SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity));
  if (worst === undefined) return null;
  const { Icon, look } = LOOKS[worst];
  const words = findings.length === 1 ? "1 problem" : `${findings.length} problems`;
  return (
    <Tip text={<Sentences findings={findings} />}>
      <span
        role="img"
        aria-label={words}
        // Not in the name: the sentences name fields, which are looked for by their own names.
        aria-description={findings.map(({ message }) => message).join(" ")}
        className={`flex h-5 shrink-0 items-center gap-1 rounded-full px-1.5 text-[11px] font-semibold ${look}`}
      >
        <Icon aria-hidden className="size-3.5" />
        {findings.length}
      </span>
    </Tip>
  );
}

function Sentences({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className="grid gap-1">
      {findings.map(({ rule, message }) => (
        <li key={rule + message}>{message}</li>
      ))}
    </ul>
  );
}
