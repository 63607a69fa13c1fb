import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { FlowNode } from "../flow-types.ts";
import { titleOf } from "../title-of.ts";
import { BranchRow } from "./branch-row.tsx";
import { useIsFar } from "./far-context.ts";
import { FarNode } from "./far-node.tsx";
import { NodeFrame } from "./node-frame.tsx";
import { NodeHandles } from "./node-handles.tsx";
import { isSameNode } from "./same-node.ts";

type Props = NodeProps<Extract<FlowNode, { type: "condition" }>>;

/** A decision: what it looks at, and a row with a way out for each branch. */
export const ConditionNode = memo(function ConditionNode({ id, data, isConnectable }: Props) {
  const title = titleOf({ type: "condition", data });
  if (useIsFar()) return <FarNode id={id} type="condition" title={title} data={data} />;
  const branches = Object.entries(data.conditions ?? {});
  const criteria = Object.entries(data.criteria ?? {});
  return (
    <>
      <NodeFrame id={id} type="condition" title={title}>
        <p className="h-6 truncate text-[11.5px] leading-5 text-ink-faint">
          {criteria.map(([key, value]) => `${key}: ${value}`).join(" · ") || "Which of these is it?"}
        </p>
        <ul className="absolute top-19 right-0 left-1">
          {branches.map(([key, branch]) => (
            <BranchRow key={key} name={key} {...branch} />
          ))}
          {branches.length === 0 && (
            <li className="pt-2 pl-3 text-[12px] text-ink-faint italic">No branches yet</li>
          )}
        </ul>
      </NodeFrame>
      <NodeHandles isConnectable={isConnectable} branches={branches.map(([key]) => key)} />
    </>
  );
}, isSameNode);
