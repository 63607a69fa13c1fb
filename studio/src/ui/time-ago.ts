const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** How long ago a time was (ms, both), as one says it; a future one, of a clock that goes ahead, was just now. */
export function timeAgo(at: number, now: number): string {
  const past = now - at;
  const step = STEPS.find(([, ms]) => past >= ms);
  if (step === undefined) return "just now";
  const [unit, ms] = step;
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-Math.floor(past / ms), unit);
}
