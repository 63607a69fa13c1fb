import { useLayoutEffect, useRef } from "react";
import type { Place } from "#schemas/convert/layout.ts";
import { useCanvas } from "../canvas-context.tsx";
import type { EdgePath } from "./way.ts";

/** The dots that an edge is tied anew by: React Flow draws them, beside its line. */
const ENDS = [".react-flow__edgeupdater-source", ".react-flow__edgeupdater-target"] as const;

const STILL = { x: 0, y: 0 };

/** U81: lets an edge follow its nodes while they move, without being rendered. Gives what its line and its label are to be, and the way where React Flow has its ends. */
export function useShift(id: string, way: (source: Place, target: Place) => EdgePath, at: number) {
  const { edges } = useCanvas();
  const line = useRef<SVGPathElement>(null);
  const label = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    shiftEnds(line.current, null);
    edges.set(id, (source, target) => {
      const { d, labelAt } = way(source, target);
      line.current?.setAttribute("d", d);
      if (label.current !== null) label.current.style.transform = labelTransform(labelAt(at));
      shiftEnds(line.current, [source, target]);
    });
    return () => void edges.delete(id);
  });
  return { line, label, way: way(STILL, STILL) };
}

/** The middle of a label is at its place. */
export function labelTransform({ x, y }: Place): string {
  return `translate(-50%, -50%) translate(${x}px, ${y}px)`;
}

/** By so much from where they are drawn; null: not at all. Dots that are not seen stay where they are. */
function shiftEnds(line: SVGPathElement | null, by: readonly [Place, Place] | null): void {
  const edge = line?.parentElement;
  if (edge == null || (by === null && edge.dataset["shifted"] === undefined)) return;
  if (by !== null && !edge.classList.contains("selected")) return;
  for (const [i, selector] of ENDS.entries()) {
    const dot = edge.querySelector<SVGElement>(selector);
    if (dot !== null) dot.style.translate = by === null ? "" : `${by[i]?.x ?? 0}px ${by[i]?.y ?? 0}px`;
  }
  if (by === null) delete edge.dataset["shifted"];
  else edge.dataset["shifted"] = "";
}
