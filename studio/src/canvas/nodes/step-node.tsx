import type { NodeProps } from "@xyflow/react";
import { Target, Wrench } from "lucide-react";
import { memo } from "react";
import type { FlowNode } from "../flow-types.ts";
import { titleOf } from "../title-of.ts";
import { Count } from "./count.tsx";
import { useIsFar } from "./far-context.ts";
import { FarNode } from "./far-node.tsx";
import { NodeFrame } from "./node-frame.tsx";
import { NodeHandles } from "./node-handles.tsx";
import { isSameNode } from "./same-node.ts";

type Props = NodeProps<Extract<FlowNode, { type: "step" }>>;

/** Something to do: its instruction, what it is judged by, and the tools that help. */
export const StepNode = memo(function StepNode({ id, data, isConnectable }: Props) {
  const title = titleOf({ type: "step", data });
  if (useIsFar()) return <FarNode id={id} type="step" title={title} data={data} />;
  const criteria = Object.entries(data.criteria ?? {});
  const tools = data.tool_suggestions ?? [];
  const hasMore = criteria.length > 0 || tools.length > 0;
  return (
    <>
      <NodeFrame id={id} type="step" title={title}>
        <p
          dir="auto"
          className={`text-start text-[12.5px] wrap-anywhere leading-4.5 ${hasMore ? "line-clamp-2" : "line-clamp-3"} ${data.instruction === "" ? "text-ink-faint italic" : "text-ink-soft"}`}
        >
          {data.instruction || "No instruction yet"}
        </p>
        {hasMore && (
          <div className="absolute right-3 bottom-2.5 left-4 flex gap-3 overflow-hidden text-[11px] text-ink-faint">
            <Count
              icon={Target}
              count={criteria.length}
              word="criterion"
              title={criteria.map(([key, value]) => `${key}: ${value}`).join("\n")}
            />
            <Count
              icon={Wrench}
              count={tools.length}
              word="tool"
              title={tools.map(({ name, when }) => `${name}: ${when}`).join("\n")}
            />
          </div>
        )}
      </NodeFrame>
      <NodeHandles isConnectable={isConnectable} />
    </>
  );
}, isSameNode);
