import { useCallback, useSyncExternalStore } from "react";
import type { Finding } from "#schemas/lint/finding.ts";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import type { SopClient } from "../sync/types.ts";
import { createLint, lintPast, type Lint, type WhenIdle } from "./lint-view.ts";

/** Everything that is to be said against the SOP, or the old version that is open, in reading order, rule by rule. */
export function useFindings(): readonly Finding[] {
  const { subscribe, all } = useShownLint();
  return useSyncExternalStore(subscribe, all);
}

/** What is to be said against a node; the component renders again when that changes, and for nothing else. */
export function useFindingsOf(node: string): readonly Finding[] {
  const { subscribe, of } = useShownLint();
  return useSyncExternalStore(
    subscribe,
    useCallback(() => of(node), [of, node]),
  );
}

/** U89: of what the canvas shows: the SOP as it is now, or an old version. */
function useShownLint(): Lint {
  const { sop } = useEditor();
  const own = useEditorState(({ visit }) => visit?.own);
  return own === undefined ? lintOf(sop) : lintPast(own);
}

const known = new WeakMap<SopClient, Lint>();

function lintOf(sop: SopClient): Lint {
  const there = known.get(sop);
  if (there !== undefined) return there;
  const lint = createLint(sop, whenIdle);
  known.set(sop, lint);
  return lint;
}

/** Long enough that a drag is not linted at each of its stops; short enough that a badge goes as one looks. */
const STILL_MS = 250;
/** A page that is never idle is linted all the same. */
const MOST_MS = 1000;

const whenIdle: WhenIdle = (run) => {
  let idle = 0;
  const timer = setTimeout(() => {
    // Safari has no idle callbacks.
    if (typeof requestIdleCallback === "function") idle = requestIdleCallback(run, { timeout: MOST_MS });
    else run();
  }, STILL_MS);
  return () => {
    clearTimeout(timer);
    if (idle !== 0) cancelIdleCallback(idle);
  };
};
