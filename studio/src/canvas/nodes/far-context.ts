import { createContext, useContext } from "react";

/** Below this zoom the words of a node cannot be read. */
export const FAR_ZOOM = 0.35;

/** The farther, the larger the titles: what a zoom below `FAR_ZOOM` makes of them. See canvas.css. */
export function farLook(zoom: number): string {
  if (zoom >= 0.28) return "is-far";
  return zoom >= 0.2 ? "is-far is-farther" : "is-far is-farthest";
}

/** Whether the canvas is seen from so far away that nodes are drawn as blocks with a title. */
export const FarContext = createContext(false);

/** Whether this node is seen from far away; it is drawn again when that changes. */
export function useIsFar(): boolean {
  return useContext(FarContext);
}
