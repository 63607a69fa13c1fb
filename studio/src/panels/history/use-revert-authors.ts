import { useEffect, useState } from "react";
import { useFaces } from "./use-faces.ts";
import { useHistory } from "./use-history.ts";

/** As far back as one looks for whose work is to be undone. */
const LOOKED_AT = 200;

/** The agents whose work one might take back: who edited of late, and who is here; `first` before them. */
export function useRevertAuthors(first: string | null): readonly string[] {
  const calls = useHistory();
  const faces = useFaces();
  const [edited, setEdited] = useState<readonly string[]>([]);
  useEffect(() => {
    let isOver = false;
    const read = async () => {
      const { items } = await calls.activity({ limit: LOOKED_AT, cursor: null });
      if (!isOver) setEdited(items.flatMap(({ type, by }) => (type === "edited" ? [by] : [])));
    };
    // Then one chooses among those who are here.
    read().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [calls]);
  return [...new Set([...(first === null ? [] : [first]), ...edited, ...faces.keys()])];
}
