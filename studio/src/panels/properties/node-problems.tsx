import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { useFindingsOf } from "../use-lint.ts";

const ICONS = {
  error: { Icon: CircleAlert, look: "text-bad" },
  warning: { Icon: TriangleAlert, look: "text-warn" },
  info: { Icon: Info, look: "text-ink-faint" },
} as const;

/** What is to be said against a node, in its properties. */
export function NodeProblems({ node }: { readonly node: string }) {
  const findings = useFindingsOf(node);
  if (findings.length === 0) return null;
  return (
    <ul aria-label="Problems of this node" className="grid gap-1 text-[13px] text-ink-soft">
      {findings.map(({ rule, severity, message }) => {
        const { Icon, look } = ICONS[severity];
        return (
          <li key={rule + message} className="flex items-start gap-2">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
            <span className="min-w-0 wrap-anywhere">{message}</span>
          </li>
        );
      })}
    </ul>
  );
}
