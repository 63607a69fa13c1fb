/**
 * Twelve hues that stay apart on light and dark canvases, also for most colour-blind people side by side. White or nearly
 * black can be read on each (4.5 to 1).
 */
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
  "#7a7a00",
  "#000075",
  "#5b7785",
] as const;

/**
 * An agent's color, `#rrggbb`: the same in every room and after a restart, so that people learn it; the next free one
 * where somebody in the room has it already. Once all are taken, colors are shared.
 */
export function colorOf(agent: string, taken: ReadonlySet<string> = NONE): string {
  const first = Number(Bun.hash(agent) % BigInt(PALETTE.length));
  for (let step = 0; step < PALETTE.length; step++) {
    const color = colorAt(first + step);
    if (!taken.has(color)) return color;
  }
  return colorAt(first);
}

const NONE: ReadonlySet<string> = new Set();

function colorAt(index: number): string {
  return PALETTE[index % PALETTE.length] ?? PALETTE[0];
}
