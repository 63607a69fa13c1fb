import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface PanelHeaderProps {
  readonly Icon: LucideIcon;
  /** Tailwind colours of the picture. */
  readonly look: string;
  /** What kind of thing it is. */
  readonly kind: string;
  readonly title: string;
  readonly children?: ReactNode;
}

/** Says whose properties these are. */
export function PanelHeader({ Icon, look, kind, title, children }: PanelHeaderProps) {
  return (
    <header className="flex items-center gap-3">
      <span aria-hidden className={`grid size-9 shrink-0 place-items-center rounded-lg ${look}`}>
        <Icon className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-xs text-ink-faint">{kind}</p>
        <h2 className="line-clamp-2 leading-5 font-semibold wrap-break-word" title={title}>
          {title}
        </h2>
      </div>
      {children}
    </header>
  );
}
