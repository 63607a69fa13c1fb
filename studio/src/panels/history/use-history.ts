import { useMemo } from "react";
import { useEditor } from "../../editor/editor-context.tsx";
import { historyCalls, type HistoryCalls } from "./history-calls.ts";

/** The calls about the past of the editor's SOP. */
export function useHistory(): HistoryCalls {
  const { api, sop } = useEditor();
  return useMemo(() => historyCalls(api, sop.sop), [api, sop]);
}
