import type { ReactNode } from "react";
import { usePageTitle } from "../../hooks/use-page-title.ts";
import { Wordmark } from "../../ui/wordmark.tsx";

interface InviteFrameProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What every state of the invite page is shown in. */
export function InviteFrame({ title, children }: InviteFrameProps) {
  usePageTitle(title);
  return (
    <main className="grid min-h-full place-items-center p-4 sm:p-6">
      <div className="grid w-full max-w-md gap-6 rounded-2xl border border-line bg-surface p-7 shadow-raised sm:p-9">
        <Wordmark />
        <div className="grid gap-4">
          <h1 className="text-2xl font-semibold text-balance break-words">{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}
