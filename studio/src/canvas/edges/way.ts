import type { Place } from "#schemas/convert/layout.ts";

/** A way from handle to handle. */
export interface EdgePath {
  /** For an SVG path. */
  readonly d: string;
  /** The middle of what is written on it: from 0 to 1 along its way, below 0 (to −1) where it goes down beside its own node. */
  readonly labelAt: (at: number) => Place;
}

/** Where an edge begins. */
export interface Start extends Place {
  readonly side: "right" | "bottom";
  /** At a node's side: how far it is from there to the node's lower edge. */
  readonly drop: number;
  /** At a node's side: how many others go down between it and the node. */
  readonly lane: number;
  /** At a node's side: how many others leave above it. */
  readonly above: number;
}

/** Flow units between a node's side and a line that goes down along it. */
export const BESIDE = 24;
/** Flow units over the node that a way leads to, where it comes from far beside. */
export const OVER = 36;
/** Flow units between lines that go down beside each other. */
export const LANE = 10;
