/** Twelve hues that stay apart on light and dark canvases, also for most colour-blind people side by side. */
const PALETTE = [
  "#e6194b",
  "#3cb44b",
  "#4363d8",
  "#f58231",
  "#911eb4",
  "#008080",
  "#f032e6",
  "#9a6324",
  "#800000",
  "#808000",
  "#000075",
  "#5f7c8a",
] as const;

/** An agent's color, `#rrggbb`: the same in every room and after a restart, so that people learn it. */
export function colorOf(agent: string): string {
  return PALETTE[Number(Bun.hash(agent) % BigInt(PALETTE.length))] ?? PALETTE[0];
}
