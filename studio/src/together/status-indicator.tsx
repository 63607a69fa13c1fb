import { useLive } from "../editor/editor-context.tsx";

/** Whether what I did is saved, and whether there is a connection. */
export function StatusIndicator() {
  const { summary } = useLive("status");
  return <span role="status">{summary === "saved" ? "Saved" : "Not saved yet"}</span>;
}
