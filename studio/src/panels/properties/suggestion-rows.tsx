import { useState } from "react";
import type { Json } from "#schemas/json.ts";
import { useEditor } from "../../editor/editor-context.tsx";
import { appendOps, moveElementOps } from "../field-ops.ts";
import { discardGone } from "./discard-gone.ts";
import { LostRow } from "./lost-row.tsx";
import { pasteRows, type Paste } from "./pasted-row.ts";
import { Section } from "./section.tsx";
import { SuggestionRow } from "./suggestion-row.tsx";
import { useLostRow } from "./use-lost-row.ts";
import { useRows } from "./use-rows.ts";
import { useTryEdit } from "./use-try-edit.ts";

/** A tool that a step suggests. */
export interface Suggestion {
  readonly name: string;
  readonly when: string;
}

interface SuggestionRowsProps {
  readonly node: string;
  readonly suggestions: readonly Suggestion[];
  readonly isReadOnly: boolean;
}

/** U32: the tools that a step suggests, in their order: by buttons, or dragged by their grips. */
export function SuggestionRows({ node, suggestions, isReadOnly }: SuggestionRowsProps) {
  const { sop } = useEditor();
  const tryEdit = useTryEdit();
  const rows = useRows(suggestions as unknown as readonly Json[]);
  /** The row that is being dragged. */
  const [dragged, setDragged] = useState<number | null>(null);
  const list = `/nodes/${node}/data/tool_suggestions`;
  const { lost, letGo, listening } = useLostRow(list, rows, () => null);
  const putBack = (): void => {
    const [name = "", when = ""] = lost?.texts ?? [];
    const at = Math.min(lost?.index ?? 0, rows.length);
    const value = { name, when };
    const isEnd = at === rows.length;
    const ops = isEnd
      ? appendOps(sop.view, list, value)
      : [{ op: "add" as const, path: `${list}/${at}`, value }];
    if (!tryEdit(ops)) return;
    discardGone(sop, node, list);
    letGo();
  };
  const move = (from: number, to: number) => tryEdit(moveElementOps(list, from, to));
  const drop = (to: number) => {
    const from = rows.findIndex(({ id }) => id === dragged);
    setDragged(null);
    // The list may be another than when the drag began.
    if (from >= 0 && to < rows.length) move(from, to);
  };
  const paste: Paste = (pasted, { toolsIn }) => {
    const { name = "", when = "" } = suggestions[pasted.row] ?? {};
    const tools = toolsIn(pasted.lines);
    const at = pasted.row;
    // A row that says nothing yet becomes the first of them; the others come below it.
    const [first, ...others] = tools;
    const isBlank = name === "" && when === "" && first !== undefined;
    const below = isBlank ? others : tools;
    tryEdit([
      ...(isBlank ? [{ op: "replace" as const, path: `${list}/${at}`, value: first }] : []),
      ...below.map((value, i) => ({ op: "add" as const, path: `${list}/${at + 1 + i}`, value })),
    ]);
  };
  return (
    <Section
      title="Suggested tools"
      {...(!isReadOnly && {
        add: {
          label: "Add suggestion",
          onClick: () => tryEdit(appendOps(sop.view, list, { name: "", when: "" })),
        },
      })}
      isEmpty={rows.length === 0 && lost === null}
      empty="Tools that help with this step, the best first."
    >
      <ol
        className="grid grid-cols-1 gap-2 empty:hidden"
        {...listening}
        onPaste={(event) => void pasteRows(event, paste)}
      >
        {rows.map(({ id, value }, index) => (
          <SuggestionRow
            key={id}
            id={id}
            node={node}
            list={list}
            index={index}
            count={rows.length}
            suggestion={value as unknown as Suggestion}
            isReadOnly={isReadOnly}
            isDragged={dragged === id}
            isDropPlace={dragged !== null && dragged !== id}
            onMove={(to) => move(index, to)}
            onRemove={() => tryEdit([{ op: "remove", path: `${list}/${index}` }])}
            onDrag={(isOn) => setDragged(isOn ? id : null)}
            onDrop={() => drop(index)}
          />
        ))}
      </ol>
      {lost !== null && (
        <LostRow
          what={`Tool ${lost.index + 1}`}
          lost={lost}
          onPutBack={isReadOnly ? undefined : putBack}
          onLetGo={letGo}
        />
      )}
    </Section>
  );
}
