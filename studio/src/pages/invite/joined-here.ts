/** A link that somebody joined by in this browser. */
interface Joined {
  /** The end of the link's token: enough to know it again, and of no use to anybody else. */
  readonly end: string;
  readonly sop: string;
}

const MOST = 50;
const END_CHARS = 8;
const PLACE = "sop-studio.joined";

/** The SOP that was joined by a link in this browser: who has only the link comes back by it, also once it is used up. */
export function joinedBy(storage: Storage, token: string): string | null {
  return read(storage).find(({ end }) => end === token.slice(-END_CHARS))?.sop ?? null;
}

/** Remembers where a link led. */
export function rememberJoined(storage: Storage, token: string, sop: string): void {
  const end = token.slice(-END_CHARS);
  const others = read(storage).filter((joined) => joined.end !== end);
  storage.setItem(PLACE, JSON.stringify([{ end, sop }, ...others].slice(0, MOST)));
}

function read(storage: Storage): readonly Joined[] {
  try {
    return JSON.parse(storage.getItem(PLACE) ?? "[]") as readonly Joined[];
  } catch {
    return [];
  }
}
