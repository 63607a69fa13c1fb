import { useLive } from "../editor/editor-context.tsx";

/** What was done to the SOP, and by whom. */
export function HistoryPanel() {
  const { version } = useLive("envelope");
  return <p className="p-4 text-ink-soft">This is version {version ?? 0}.</p>;
}
