import { EdgeLabelRenderer, Position, type EdgeProps } from "@xyflow/react";
import { memo, useSyncExternalStore } from "react";
import type { Place } from "#schemas/convert/layout.ts";
import { useEditorState } from "../../editor/editor-context.tsx";
import { useCanvas } from "../canvas-context.tsx";
import type { FlowEdge } from "../flow-types.ts";
import { edgePath } from "./edge-path.ts";
import { labelTransform, useShift } from "./use-shift.ts";

/** Around a line, in flow units: it is as easy to hit as if it were so wide. */
const HIT_WIDTH = 24;

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
  const { labels } = useCanvas();
  const at = useSyncExternalStore(labels.subscribe, () => labels.at(id) ?? data.at);
  const wayOf = (source: Place, target: Place) => {
    const { drop, lane, above } = data;
    const start = { x: sourceX + source.x, y: sourceY + source.y, side, drop, lane, above } as const;
    return edgePath(start, { x: targetX + target.x, y: targetY + target.y });
  };
  const shift = useShift(id, wayOf, at);
  const { d, labelAt } = shift.way;
  const color = mark === undefined ? undefined : `var(--${mark})`;
  return (
    <>
      <path
        ref={shift.line}
        id={id}
        d={d}
        fill="none"
        className="react-flow__edge-path"
        markerEnd={markerEnd}
        {...(color !== undefined && {
          style: { stroke: color, ...(mark === "removed" && { strokeDasharray: "6 4" }) },
        })}
      />
      <path
        d={d}
        fill="none"
        strokeOpacity={0}
        strokeWidth={HIT_WIDTH}
        className="react-flow__edge-interaction"
      />
      {data.text !== "" && (
        <EdgeLabelRenderer>
          <span
            ref={shift.label}
            aria-hidden
            className={`absolute max-w-36 truncate rounded-full border bg-surface px-2 text-[11px] leading-4.5 font-medium ${selected === true ? "border-accent text-accent" : "border-line text-ink-soft"}`}
            style={{ transform: labelTransform(labelAt(at)) }}
          >
            {data.text}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

const NOTHING = { text: "", drop: 0, lane: 0, above: 0, at: 0.5 };
