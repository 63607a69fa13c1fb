import { toast } from "sonner";
import type { GraphView } from "#schemas/change/types.ts";
import type { Editor } from "../../editor/editor-context.tsx";
import { compareWithEarlier, compareWithNow, type VisitedVersion } from "./build-visit.ts";
import { errorWords } from "./error-words.ts";
import { historyCalls } from "./history-calls.ts";

/** The last version that was asked for: one that comes later than its successor is not shown. */
const asked = new WeakMap<Editor["state"], object>();

/** U51: puts a version on the canvas, compared with now (`against` null) or with an earlier version. */
export async function openVersion(editor: Editor, version: number, against: number | null): Promise<void> {
  const { state, sop, api } = editor;
  const mine = {};
  asked.set(state, mine);
  const isLast = () => asked.get(state) === mine;
  const calls = historyCalls(api, sop.sop);
  const wasHere = state.getState().visit === null;
  try {
    const [then, about, difference] = await Promise.all([
      calls.read(version),
      calls.versions({ limit: 1, cursor: String(version + 1), named: false }),
      against === null ? null : calls.diff(against, version),
    ]);
    if (!isLast()) return;
    const item = about.items.find((item) => item.version === version);
    const visited: VisitedVersion = {
      version,
      title: item?.label ?? `Version ${version}`,
      by: item?.agent ?? null,
      at: item === undefined ? null : Date.parse(item.at),
      own: then.graph as unknown as GraphView,
    };
    const { visitVersion, follow } = state.getState();
    follow(null);
    visitVersion(
      against === null || difference === null
        ? compareWithNow(visited, sop.graph())
        : compareWithEarlier(visited, against, difference),
    );
    // From version to version the view stays, so that one sees what is another.
    if (wasHere) showChanges(editor);
  } catch (error) {
    if (isLast()) toast.error(errorWords(error), { id: "history" });
  }
}

/** Leads back from an old version, also from one that is on its way. */
export function leaveVersion({ state }: Pick<Editor, "state">): void {
  asked.delete(state);
  state.getState().visitVersion(null);
}

/** To what is another there, or everything where nothing is; once the banner has its place, and the canvas the rest. */
function showChanges({ state }: Editor): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const { visit, goTo } = state.getState();
      if (visit === null) return;
      const nodes = [...visit.marks.keys()];
      goTo(nodes.length === 0 ? { kind: "all" } : { kind: "nodes", nodes });
    }),
  );
}
