import { createContext, useContext } from "react";

/** Below this zoom the words of a node cannot be read. */
export const FAR_ZOOM = 0.35;

/** Whether the canvas is seen from so far away that nodes are drawn as blocks with a title. */
export const FarContext = createContext(false);

/** Whether this node is seen from far away; it is drawn again when that changes. */
export function useIsFar(): boolean {
  return useContext(FarContext);
}
