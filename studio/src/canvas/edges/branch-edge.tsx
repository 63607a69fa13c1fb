import { BaseEdge, EdgeLabelRenderer, getBezierPath, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { useEditorState } from "../../editor/editor-context.tsx";
import type { FlowEdge } from "../flow-types.ts";

/** A way from node to node, with the branch that it is taken on. */
export const BranchEdge = memo(function BranchEdge(props: EdgeProps<FlowEdge>) {
  const { id, data, selected, markerEnd } = props;
  const mark = useEditorState(({ visit }) => visit?.marks.get(id));
  const [path, x, y] = getBezierPath({ ...props, curvature: 0.3 });
  const color = mark === undefined ? undefined : `var(--${mark})`;
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={24}
        {...(markerEnd !== undefined && { markerEnd })}
        {...(color !== undefined && {
          style: { stroke: color, ...(mark === "removed" && { strokeDasharray: "6 4" }) },
        })}
      />
      {data !== undefined && data.text !== "" && (
        <EdgeLabelRenderer>
          <span
            aria-hidden
            className={`absolute max-w-36 truncate rounded-full border bg-surface px-2 text-[11px] leading-4.5 font-medium ${selected === true ? "border-accent text-accent" : "border-line text-ink-soft"}`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`, zIndex: 1 }}
          >
            {data.text}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
