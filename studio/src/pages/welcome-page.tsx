import { usePageTitle } from "../hooks/use-page-title.ts";
import { Wordmark } from "../ui/wordmark.tsx";
import { WaysIn } from "./welcome/ways-in.tsx";
import { WelcomePicture } from "./welcome/welcome-picture.tsx";

/** The first visit: what this is, and the ways in. */
export function WelcomePage() {
  usePageTitle("Welcome");
  return (
    <main className="grid min-h-full place-items-center p-4 sm:p-6">
      <div className="grid w-full max-w-md overflow-hidden rounded-2xl border border-line bg-surface shadow-raised lg:max-w-5xl lg:grid-cols-2">
        <div className="grid content-center gap-8 p-7 sm:p-10">
          <Wordmark />
          <div className="grid gap-2">
            <h1 className="text-2xl font-semibold text-balance">Write procedures together, live</h1>
            <p className="text-ink-soft">
              Steps, decisions and tools on one canvas, where people and agents work at the same time. Choose
              a name and start.
            </p>
          </div>
          <WaysIn />
        </div>
        <div className="hidden border-l border-line bg-sunken lg:block">
          <WelcomePicture />
        </div>
      </div>
    </main>
  );
}
