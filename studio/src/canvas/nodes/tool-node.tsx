import type { NodeProps } from "@xyflow/react";
import { Braces } from "lucide-react";
import { memo } from "react";
import type { FlowNode } from "../flow-types.ts";
import { titleOf } from "../title-of.ts";
import { Count } from "./count.tsx";
import { useIsFar } from "./far-context.ts";
import { FarNode } from "./far-node.tsx";
import { NodeFrame } from "./node-frame.tsx";
import { NodeHandles } from "./node-handles.tsx";
import { isSameNode } from "./same-node.ts";

type Props = NodeProps<Extract<FlowNode, { type: "tool" }>>;

/** A tool: when it is called, and how much it is given. */
export const ToolNode = memo(function ToolNode({ id, data, isConnectable }: Props) {
  const title = titleOf({ type: "tool", data });
  if (useIsFar()) return <FarNode id={id} type="tool" title={title} data={data} />;
  const inputs = Object.keys(data.input_template ?? {});
  return (
    <>
      <NodeFrame id={id} type="tool" title={title}>
        <p
          dir="auto"
          className={`text-start text-[12.5px] wrap-anywhere leading-4.5 ${inputs.length > 0 ? "line-clamp-1" : "line-clamp-2"} ${data.when === "" ? "text-ink-faint italic" : "text-ink-soft"}`}
        >
          {data.when || "Not said yet when to use it"}
        </p>
        {inputs.length > 0 && (
          <div className="absolute right-3 bottom-2.5 left-4 text-[11px] text-ink-faint">
            <Count icon={Braces} count={inputs.length} word="input" title={inputs.join("\n")} />
          </div>
        )}
      </NodeFrame>
      <NodeHandles isConnectable={isConnectable} />
    </>
  );
}, isSameNode);
