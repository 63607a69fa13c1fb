import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { navigate } from "../app/route.ts";
import { usePageTitle } from "../hooks/use-page-title.ts";

/** A page that says one thing, and what can be done about it. */
export function MessagePage({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  usePageTitle(title);
  return (
    <main className="grid min-h-full place-items-center p-6">
      <div className="w-full max-w-md rounded-2xl border border-line bg-surface p-8 shadow-raised">
        <h1 className="text-xl font-semibold text-balance">{title}</h1>
        <p className="mt-2 text-ink-soft">{text}</p>
        <div className="mt-6 flex flex-wrap gap-2">
          {children}
          <Button onClick={() => navigate("/")}>To my SOPs</Button>
        </div>
      </div>
    </main>
  );
}
