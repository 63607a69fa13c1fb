import type { FitViewOptions } from "@xyflow/react";
import { isNarrow } from "../hooks/use-is-narrow.ts";
import { motionMs } from "./motion.ts";

/** How the canvas shows everything, or some nodes: beside and between what floats over it. */
export function fitOptions(nodes?: readonly string[]): FitViewOptions {
  return {
    padding: isNarrow() ? "32px" : { x: "112px", y: "72px" },
    maxZoom: 1,
    duration: motionMs(300),
    ...(nodes !== undefined && { nodes: nodes.map((id) => ({ id })) }),
  };
}
