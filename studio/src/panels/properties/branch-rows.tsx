import type { ConditionNode } from "#schemas/graph/order.ts";
import { useEditor } from "../../editor/editor-context.tsx";
import { addMemberOps, freshKey, putBackBranchOps, removeBranchOps, renameBranchOps } from "../field-ops.ts";
import { discardGone } from "./discard-gone.ts";
import { LostRow } from "./lost-row.tsx";
import { BranchRow } from "./branch-row.tsx";
import { pasteRows, type Paste } from "./pasted-row.ts";
import { Section } from "./section.tsx";
import { useLinks, useNodeOptions } from "./use-graph-parts.ts";
import { useLostRow } from "./use-lost-row.ts";
import { useKeyRows } from "./use-rows.ts";
import { useTryEdit } from "./use-try-edit.ts";

interface BranchRowsProps {
  readonly node: string;
  readonly branches: NonNullable<ConditionNode["data"]["conditions"]>;
  readonly isReadOnly: boolean;
}

/** U33: the ways out of a condition, with what to do, how soon, and where each leads. */
export function BranchRows({ node, branches, isReadOnly }: BranchRowsProps) {
  const { sop } = useEditor();
  const tryEdit = useTryEdit();
  const keys = Object.keys(branches);
  const { rows, renamed } = useKeyRows(keys);
  const { out } = useLinks(node);
  const options = useNodeOptions();
  const stepNames = `steps-of-${node}`;
  const record = `/nodes/${node}/data/conditions`;
  const { lost, letGo, listening } = useLostRow(record, rows, ({ key }) => ({
    branch: branches[key],
    edges: out.filter(({ sourceHandle }) => sourceHandle === key),
  }));
  const putBack = (): void => {
    if (lost === null) return;
    const [key = "", action = ""] = lost.texts;
    const branch = { ...lost.extra.branch, action };
    const name = freshKey(key.trim() || "branch", keys);
    if (!tryEdit(putBackBranchOps(sop.view, node, name, branch, lost.extra.edges))) return;
    discardGone(sop, node, record);
    letGo();
  };
  const add = () => tryEdit(addMemberOps(sop.view, record, freshKey("branch", keys), { action: "" }));
  const paste: Paste = (pasted, { branchesIn, pasteMembersOps }) => {
    const key = rows[pasted.row]?.key;
    const isBlank = key !== undefined && branches[key]?.action === "" && branches[key].sla_min === undefined;
    const blank = isBlank ? key : null;
    const place = { node, record: "conditions" } as const;
    const { ops, first } = pasteMembersOps(sop.view, place, branchesIn(pasted.lines), keys, blank);
    if (blank !== null && first !== null) renamed(blank, first);
    tryEdit(ops);
  };
  return (
    <Section
      title="Branches"
      {...(!isReadOnly && { add: { label: "Add branch", onClick: add } })}
      isEmpty={keys.length === 0 && lost === null}
      empty="The ways on from here, each with what to do."
    >
      <datalist id={stepNames}>
        {options.map(({ id, type, title }) => type === "step" && <option key={id} value={title} />)}
      </datalist>
      <ul
        className="grid grid-cols-1 gap-2 empty:hidden"
        {...listening}
        onPaste={(event) => void pasteRows(event, paste)}
      >
        {rows.map(({ id, key }, i) => (
          <BranchRow
            key={id}
            number={i + 1}
            node={node}
            branchKey={key}
            branch={branches[key] ?? { action: "" }}
            others={keys.filter((other) => other !== key)}
            edges={out.filter(({ sourceHandle }) => sourceHandle === key)}
            options={options}
            stepNames={stepNames}
            isReadOnly={isReadOnly}
            onRename={(to) => {
              renamed(key, to);
              tryEdit(renameBranchOps(sop.view, node, key, to));
            }}
            onRemove={() => tryEdit(removeBranchOps(sop.view, node, key))}
          />
        ))}
      </ul>
      {lost !== null && (
        <LostRow
          what={`Branch ${lost.index + 1}`}
          lost={lost}
          onPutBack={isReadOnly ? undefined : putBack}
          onLetGo={letGo}
        />
      )}
    </Section>
  );
}
