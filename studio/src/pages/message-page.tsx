import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { navigate } from "../app/route.ts";
import { CARD, CARD_TITLE, PAGE } from "../ui/card.ts";
import { Wordmark } from "../ui/wordmark.tsx";
import { usePageTitle } from "../hooks/use-page-title.ts";

/** A page that says one thing, and what can be done about it. */
export function MessagePage({
  title,
  text,
  hasHome = true,
  children,
}: {
  readonly title: string;
  readonly text: string;
  /** Whether one's SOPs can be gone to from here. */
  readonly hasHome?: boolean;
  readonly children?: ReactNode;
}) {
  usePageTitle(title);
  return (
    <main className={PAGE}>
      <div className={CARD}>
        <Wordmark />
        <div className="grid grid-cols-1 gap-4">
          <h1 className={CARD_TITLE}>{title}</h1>
          <p className="text-ink-soft">{text}</p>
          {children}
          {hasHome && <Button onClick={() => navigate("/")}>To my SOPs</Button>}
        </div>
      </div>
    </main>
  );
}
