import type { ReactNode } from "react";
import { usePageTitle } from "../../hooks/use-page-title.ts";
import { CARD, CARD_TITLE, PAGE } from "../../ui/card.ts";
import { Wordmark } from "../../ui/wordmark.tsx";

interface InviteFrameProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What every state of the invite page is shown in. */
export function InviteFrame({ title, children }: InviteFrameProps) {
  usePageTitle(title);
  return (
    <main className={PAGE}>
      <div className={CARD}>
        <Wordmark />
        <div className="grid grid-cols-1 gap-4">
          <h1 className={CARD_TITLE}>{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}
