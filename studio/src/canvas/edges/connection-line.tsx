import { Position, type ConnectionLineComponentProps } from "@xyflow/react";
import { edgePath } from "./edge-path.ts";

/** A connection on its way to where it may end: as it will look when it is made. */
export function ConnectionLine(props: ConnectionLineComponentProps) {
  const { fromX, fromY, toX, toY, fromPosition, fromHandle, connectionStatus } = props;
  const here = { x: fromX, y: fromY };
  const there = { x: toX, y: toY };
  const isBackwards = fromHandle.type === "target";
  const side = fromPosition === Position.Right ? "right" : "bottom";
  const { d } = isBackwards
    ? edgePath({ ...there, side: "bottom", drop: 0, lane: 0, above: 0 }, here)
    : edgePath({ ...here, side, drop: 0, lane: 0, above: 0 }, there);
  const color = connectionStatus === "valid" ? "var(--good)" : "var(--accent)";
  return (
    <>
      <path d={d} fill="none" stroke={color} strokeWidth={2} strokeDasharray="6 4" />
      <circle cx={toX} cy={toY} r={4} fill={color} />
    </>
  );
}
