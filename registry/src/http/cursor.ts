/** Where a page of SOPs ended: the last one's place in the order (`updated_at` in ms, id). */
export interface Place {
  readonly updated_at: number;
  readonly id: string;
}

/** A place as an opaque cursor, base64url. */
export function writeCursor(place: Place): string {
  return Buffer.from(`${place.updated_at} ${place.id}`).toString("base64url");
}

/** The place of a cursor; null where this registry cannot have given it. */
export function readCursor(cursor: string): Place | null {
  const match = /^(\d{1,15}) (kp:sop:[0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (match === null) return null;
  const [, updatedAt = "", id = ""] = match;
  return { updated_at: Number(updatedAt), id };
}
