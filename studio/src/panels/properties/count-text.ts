/** "2 steps, 1 tool"; what there is none of is not said. */
export function countText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word}${count === 1 ? "" : "s"}`)
    .join(", ");
}
