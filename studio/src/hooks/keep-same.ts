/** What was there before where the new value says the same, member by member: React draws nothing again then. */
export function keepSame<T>(before: unknown, now: T): T {
  return isSame(before, now) ? (before as T) : now;
}

function isSame(before: unknown, now: unknown): boolean {
  if (Object.is(before, now)) return true;
  if (!isPlain(before) || !isPlain(now)) return false;
  const [old, fresh] = [Object.entries(before), Object.entries(now)];
  return (
    Array.isArray(before) === Array.isArray(now) &&
    old.length === fresh.length &&
    fresh.every(([name, value]) => Object.is((before as Record<string, unknown>)[name], value))
  );
}

/** Maps and sets have no members that could be compared so. */
function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !(value instanceof Map) && !(value instanceof Set);
}
