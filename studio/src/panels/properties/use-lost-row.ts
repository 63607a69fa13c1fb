import { useLayoutEffect, useRef, useState, type FocusEvent, type InputEvent } from "react";
import { useEditor } from "../../editor/editor-context.tsx";
import type { LastWrite, SopClient } from "../../sync/types.ts";

/** A row that somebody else took away while I wrote in it. */
export interface LostRow<Extra> {
  readonly by: LastWrite;
  /** Where it stood. */
  readonly index: number;
  /** What stood in its fields, in their order, and what else there was to it, when I wrote last. */
  readonly texts: readonly string[];
  readonly extra: Extra;
}

interface Written<Extra> extends Omit<LostRow<Extra>, "by"> {
  readonly id: number;
  readonly version: number;
}

/**
 * U99: knows the row of a list that is written in when somebody removes it. `path`: the list's place; `rows`: as they are
 * shown; `extraOf`: what has to be known of one to bring it back, beside the texts of its fields.
 */
export function useLostRow<Row extends { readonly id: number }, Extra>(
  path: string,
  rows: readonly Row[],
  extraOf: (row: Row) => Extra,
) {
  const { sop } = useEditor();
  const [lost, show] = useState((kept.get(sop)?.get(path) ?? null) as LostRow<Extra> | null);
  const setLost = (row: LostRow<Extra> | null) => {
    kept.set(sop, (kept.get(sop) ?? new Map<string, LostRow<unknown> | null>()).set(path, row));
    show(row);
  };
  const written = useRef<Written<Extra> | null>(null);
  useLayoutEffect(() => {
    const was = written.current;
    if (was === null || rows.some(({ id }) => id === was.id)) return;
    written.current = null;
    const by = sop.lastWrite(path);
    // Otherwise I took it away myself.
    if (by !== null && by.version > was.version) setLost({ ...was, by });
  });
  return {
    lost,
    letGo: () => setLost(null),
    /** For the list. */
    listening: {
      onInput({ target, currentTarget }: InputEvent<HTMLElement>) {
        const item = (target as Element).closest("li");
        const index = item === null ? -1 : [...currentTarget.children].indexOf(item);
        const row = rows[index];
        if (item === null || row === undefined) return;
        const fields = item.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
        const texts = [...fields].map(({ value }) => value);
        written.current = { id: row.id, index, texts, extra: extraOf(row), version: sop.version };
      },
      onBlur({ target, relatedTarget }: FocusEvent) {
        // Null: the window was left, or the field is gone.
        if (relatedTarget === null) return;
        const isIn = relatedTarget.closest("li") === target.closest("li");
        if (!isIn || !relatedTarget.matches("input, textarea")) written.current = null;
      },
    },
  };
}

/** By list, also while another panel is looked at: nobody else has what was written. */
const kept = new WeakMap<SopClient, Map<string, LostRow<unknown> | null>>();
