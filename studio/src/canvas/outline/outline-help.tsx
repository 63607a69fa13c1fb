import { useIsNarrow } from "../../hooks/use-is-narrow.ts";

/** How a procedure is written, as far as it is more than a list. */
const RULES: readonly { readonly text: string; readonly means: string }[] = [
  { text: "1. Title: what to do", means: "A step. The next one follows it." },
  { text: "  - name: what it has to be", means: "A criterion of the step." },
  { text: "  ! tool: when to use it", means: "A tool that helps with it." },
  { text: "  ? what is decided", means: "A condition, its branches below:" },
  { text: "  - yes (60 min): act -> Title", means: "What to do, how soon, where to." },
  { text: "  -> Title, or its number", means: "Leads there, not to the next one." },
  { text: "  -> (end)", means: "Nothing follows." },
];

/** The few signs that make more of a list than steps in a row; on a narrow page below a word that opens it. */
export function OutlineHelp() {
  const isNarrow = useIsNarrow();
  return isNarrow ? (
    <details>
      <summary className="cursor-pointer text-[13px] font-medium">How to write it</summary>
      <Rules />
    </details>
  ) : (
    <section aria-label="How to write it">
      <h3 className="text-xs font-medium text-ink-soft">How to write it</h3>
      <Rules />
    </section>
  );
}

function Rules() {
  return (
    <>
      <p className="mt-1 text-[13px] text-ink-soft">
        A plain list is enough. A title may be that of a step which is on the canvas already.
      </p>
      <dl className="mt-3 grid grid-cols-1 gap-2">
        {RULES.map(({ text, means }) => (
          <div key={text}>
            <dt className="font-mono text-xs whitespace-pre">{text}</dt>
            <dd className="text-xs text-ink-soft">{means}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
