import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** An empty list, and what will be in it. */
export function NothingHere({
  Icon,
  title,
  children,
}: {
  readonly Icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-10 text-center text-ink-soft">
      <Icon aria-hidden className="size-7 text-ink-faint" />
      <p className="font-medium text-ink">{title}</p>
      <p className="text-[13px]">{children}</p>
    </div>
  );
}
