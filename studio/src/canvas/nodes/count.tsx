import type { LucideIcon } from "lucide-react";

/** How many of something a node has, small. */
export function Count({
  icon: Icon,
  count,
  word,
  title,
}: {
  readonly icon: LucideIcon;
  readonly count: number;
  /** The singular. */
  readonly word: string;
  readonly title?: string;
}) {
  if (count === 0) return null;
  return (
    <span title={title} className="flex items-center gap-1 whitespace-nowrap">
      <Icon aria-hidden className="size-3" />
      {count} {count === 1 ? word : (PLURALS[word] ?? `${word}s`)}
    </span>
  );
}

const PLURALS: Readonly<Record<string, string>> = { criterion: "criteria" };
