/** "yes (2 h)" as a name and minutes; null: the name says no time. */
export function readMinutes(text: string): { readonly name: string; readonly minutes: number | null } {
  const name = text.trim();
  const start = name.endsWith(")") ? name.lastIndexOf("(") : -1;
  const match = start < 0 ? null : TIME.exec(name.slice(start + 1, -1).trim());
  const minutes = match === null ? Number.NaN : Number(match[1]) * minutesOf(match[2] ?? "");
  // A number can be too long for any number.
  if (!Number.isFinite(minutes)) return { name, minutes: null };
  return { name: name.slice(0, start).trim(), minutes };
}

const TIME =
  /^(?:within\s+|in\s+|≤\s*|<\s*)?(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(m|mins?|minutes?|h|hrs?|hours?|d|days?)$/i;

function minutesOf(unit: string): number {
  return { h: 60, d: 1440 }[unit[0]?.toLowerCase() ?? ""] ?? 1;
}
