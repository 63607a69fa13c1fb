import { BaseEdge, EdgeLabelRenderer, Position, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { useEditorState } from "../../editor/editor-context.tsx";
import type { FlowEdge } from "../flow-types.ts";
import { edgePath } from "./edge-path.ts";

/** A way from node to node, with the branch that it is taken on. */
export const BranchEdge = memo(function BranchEdge(props: EdgeProps<FlowEdge>) {
  const {
    id,
    data = NOTHING,
    selected,
    markerEnd,
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
  } = props;
  const mark = useEditorState(({ visit }) => visit?.edgeMarks.get(id));
  const side = sourcePosition === Position.Right ? "right" : "bottom";
  const start = {
    x: sourceX,
    y: sourceY,
    side,
    drop: data.drop,
    lane: data.lane,
    above: data.above,
  } as const;
  const { d, label } = edgePath(start, { x: targetX, y: targetY }, data.at);
  const color = mark === undefined ? undefined : `var(--${mark})`;
  return (
    <>
      <BaseEdge
        id={id}
        path={d}
        interactionWidth={24}
        {...(markerEnd !== undefined && { markerEnd })}
        {...(color !== undefined && {
          style: { stroke: color, ...(mark === "removed" && { strokeDasharray: "6 4" }) },
        })}
      />
      {data.text !== "" && (
        <EdgeLabelRenderer>
          <span
            aria-hidden
            className={`absolute max-w-36 truncate rounded-full border bg-surface px-2 text-[11px] leading-4.5 font-medium ${selected === true ? "border-accent text-accent" : "border-line text-ink-soft"}`}
            style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
          >
            {data.text}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

const NOTHING = { text: "", drop: 0, lane: 0, above: 0, at: 0.5 };
