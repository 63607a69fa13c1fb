/** Flow units of the grid that nodes can be held to. */
export const SNAP = 20;
