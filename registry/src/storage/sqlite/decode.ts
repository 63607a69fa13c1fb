import { StorageFault } from "../storage.ts";

/** What a stored text belongs to: said by the `StorageFault` when it cannot be read. */
export interface Place {
  readonly sop: string;
  readonly version: number | null;
  readonly what: string;
}

/** The object in a stored JSON text, of a shape that the caller wrote itself. Throws a `StorageFault` when it is none. */
export function decodeObject(text: string, place: Place): object {
  const value = parse(text, place);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new StorageFault(place.sop, place.version, `${place.what} is no object`);
}

/** The array in a stored JSON text. Throws a `StorageFault` when it is none. */
export function decodeArray(text: string, place: Place): readonly unknown[] {
  const value = parse(text, place);
  if (Array.isArray(value)) return value;
  throw new StorageFault(place.sop, place.version, `${place.what} is no array`);
}

function parse(text: string, place: Place): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StorageFault(place.sop, place.version, `${place.what} is no JSON`, { cause });
  }
}
