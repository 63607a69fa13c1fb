import { ENCODINGS, type Encoding, type PageFile } from "./page-file.ts";

/** The best encoding that a file is kept in and `Accept-Encoding` takes; unpacked where it names none of them. */
export function chooseEncoding(accepted: string | null, bodies: PageFile["bodies"]): Encoding {
  const taken = new Set((accepted ?? "").split(",").flatMap(readTaken));
  return ENCODINGS.find((encoding) => bodies[encoding] !== undefined && taken.has(encoding)) ?? "identity";
}

/** `gzip;q=0.5` → `gzip`; of `;q=0`, which refuses it, nothing. */
function readTaken(part: string): string[] {
  const [name = "", ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
  return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
}
