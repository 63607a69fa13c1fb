import { useLive } from "../editor/editor-context.tsx";
import { GoneActions } from "./gone-actions.tsx";
import { later } from "../ui/later.tsx";
import { goneWords, type GoneWords } from "./gone-words.ts";

/** Most are never sent away. Where it cannot be had, the banner says the same. */
const GonePage = later<{ readonly words: GoneWords }>(
  async () => (await import("./gone-page.tsx")).GonePage,
  null,
  Banner,
);

/** Says that the connection has ended for good, why, and what can be done: over the canvas, or in place of it. */
export function GoneBanner() {
  const { link } = useLive("status");
  if (link.kind !== "stopped") return null;
  const words = goneWords(link.code, link.reason);
  return words.isPage ? <GonePage words={words} /> : <Banner words={words} />;
}

function Banner({ words }: { readonly words: GoneWords }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-bad-soft px-4 py-2"
    >
      <p className="min-w-60 flex-1">
        <strong className="font-semibold">{words.title}.</strong> {words.text}
      </p>
      <div className="flex flex-wrap gap-2">
        <GoneActions remedy={words.remedy} />
      </div>
    </div>
  );
}
