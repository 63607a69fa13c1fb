import { Trash2 } from "lucide-react";
import { formatPointer } from "#schemas/change/pointer.ts";
import { useEditor } from "../../editor/editor-context.tsx";
import { addMemberOps, freshKey, renameMemberOps } from "../field-ops.ts";
import { LiveText } from "../live-text.tsx";
import { discardGone } from "./discard-gone.ts";
import { LostRow } from "./lost-row.tsx";
import { ROW, ROW_CORNER } from "./row-look.ts";
import { pasteRows, type Paste } from "./pasted-row.ts";
import { KeyField } from "./key-field.tsx";
import { Section } from "./section.tsx";
import { SmallButton } from "./small-button.tsx";
import { useLostRow } from "./use-lost-row.ts";
import { useKeyRows } from "./use-rows.ts";
import { useTryEdit } from "./use-try-edit.ts";

interface CriteriaRowsProps {
  readonly node: string;
  readonly criteria: Readonly<Record<string, string>>;
  readonly isReadOnly: boolean;
}

/** What a step or a condition is judged by: names with what each means. */
export function CriteriaRows({ node, criteria, isReadOnly }: CriteriaRowsProps) {
  const { sop } = useEditor();
  const tryEdit = useTryEdit();
  const keys = Object.keys(criteria);
  const { rows, renamed } = useKeyRows(keys);
  const record = `/nodes/${node}/data/criteria`;
  const { lost, letGo, listening } = useLostRow(record, rows, () => null);
  const putBack = (): void => {
    const [key = "", meaning = ""] = lost?.texts ?? [];
    if (!tryEdit(addMemberOps(sop.view, record, freshKey(key.trim() || "criterion", keys), meaning))) return;
    discardGone(sop, node, record);
    letGo();
  };
  const add = () => tryEdit(addMemberOps(sop.view, record, freshKey("criterion", keys), ""));
  const paste: Paste = (pasted, { criteriaIn, pasteMembersOps }) => {
    const key = rows[pasted.row]?.key;
    const blank = key !== undefined && criteria[key] === "" ? key : null;
    const place = { node, record: "criteria" } as const;
    const { ops, first } = pasteMembersOps(sop.view, place, criteriaIn(pasted.lines), keys, blank);
    if (blank !== null && first !== null) renamed(blank, first);
    tryEdit(ops);
  };
  return (
    <Section
      title="Criteria"
      {...(!isReadOnly && { add: { label: "Add criterion", onClick: add } })}
      isEmpty={keys.length === 0 && lost === null}
      empty="What to look at, and what it has to be."
    >
      <ul
        className="grid grid-cols-1 gap-2 empty:hidden"
        {...listening}
        onPaste={(event) => void pasteRows(event, paste)}
      >
        {rows.map(({ id, key }, i) => (
          <li key={id} className={ROW}>
            <KeyField
              label={`Criterion ${i + 1}`}
              node={node}
              shown={key}
              others={keys.filter((other) => other !== key)}
              isReadOnly={isReadOnly}
              onRename={(to) => {
                renamed(key, to);
                tryEdit(renameMemberOps(sop.view, record, key, to));
              }}
            />
            {!isReadOnly && (
              <div className={ROW_CORNER}>
                <SmallButton
                  label={`Remove criterion ${i + 1}`}
                  Icon={Trash2}
                  onClick={() => tryEdit([{ op: "remove", path: `${record}${formatPointer([key])}` }])}
                />
              </div>
            )}
            <LiveText
              label="Meaning"
              labelEnd={`of criterion ${i + 1}`}
              path={`${record}${formatPointer([key])}`}
              node={node}
              shown={criteria[key] ?? ""}
              isReadOnly={isReadOnly}
              lines="wrapped"
            />
          </li>
        ))}
      </ul>
      {lost !== null && (
        <LostRow
          what={`Criterion ${lost.index + 1}`}
          lost={lost}
          onPutBack={isReadOnly ? undefined : putBack}
          onLetGo={letGo}
        />
      )}
    </Section>
  );
}
