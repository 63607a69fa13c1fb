import { Position, type NodeHandle } from "@xyflow/react";
import type { Place } from "#schemas/convert/layout.ts";
import type { FlowEdge, FlowNode } from "../flow-types.ts";
import type { Start } from "./way.ts";

/** Where an edge begins and ends, without anything being drawn; null: one of its handles is not there. */
export function endsOf(
  { sourceHandle, targetHandle, data }: FlowEdge,
  source: FlowNode,
  target: FlowNode,
): { readonly start: Start; readonly end: Place } | null {
  const out = handleOf(source, sourceHandle);
  const into = handleOf(target, targetHandle);
  if (out === undefined || into === undefined || data === undefined) return null;
  const { drop, lane, above } = data;
  const side = out.position === Position.Right ? "right" : "bottom";
  return { start: { ...outerMiddle(source, out), side, drop, lane, above }, end: outerMiddle(target, into) };
}

function handleOf({ handles = [] }: FlowNode, id: string | null | undefined): NodeHandle | undefined {
  return handles.find((handle) => handle.id === id);
}

/** As React Flow ties edges: in the middle of a handle's outer side. */
function outerMiddle({ position: at }: FlowNode, handle: NodeHandle): Place {
  const { position, x, y, width = 0, height = 0 } = handle;
  const [left, top] = [at.x + x, at.y + y];
  if (position === Position.Right) return { x: left + width, y: top + height / 2 };
  return { x: left + width / 2, y: position === Position.Bottom ? top + height : top };
}
