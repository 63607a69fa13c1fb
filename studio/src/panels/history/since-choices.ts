/** From when on somebody's work is to be taken back. */
export interface SinceChoice {
  readonly value: string;
  readonly label: string;
  /** A version after which, or a time (ISO 8601); null: it is written beside it. */
  readonly since: number | string | null;
}

/** When a person says "at"; the field for it is another. */
export const AT = "at";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** U57: what one can choose, seen from `now` (ms, by the registry's clock); `after`: the version from which one came. */
export function sinceChoices(now: number, after: number | null): readonly SinceChoice[] {
  const ago = (label: string, ms: number) => ({ value: label, label, since: iso(now - ms) });
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  return [
    ...(after === null
      ? []
      : [{ value: "version", label: `Version ${after + 1} and everything after it`, since: after }]),
    ago("The last 10 minutes", 10 * MINUTE_MS),
    ago("The last hour", HOUR_MS),
    { value: "Today", label: "Today", since: iso(midnight) },
    ago("The last 24 hours", DAY_MS),
    ago("The last 7 days", 7 * DAY_MS),
    { value: AT, label: "Since a day and time…", since: null },
  ];
}

/** What a field for a day and time holds, as ISO 8601; null: not all of it is there. */
export function readLocalTime(text: string): string | null {
  const at = text === "" ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at) ? null : iso(at);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
