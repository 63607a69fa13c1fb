/** SQLite's primary result codes that say something to who runs the process. */
const SENTENCES = new Map<number, string>([
  [8, "it may not be written to"],
  [10, "the disk fails"],
  [11, "the file is damaged"],
  [13, "the disk is full"],
  [26, "the file is no database"],
]);

const BUSY = 5;

/** True: another connection has the lock. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === BUSY;
}

/** An error of SQLite as one that says what it means for the store, where that is known. */
export function toStoreError(error: unknown): unknown {
  const sentence = SENTENCES.get(primaryCode(error) ?? 0);
  if (sentence === undefined || !(error instanceof Error)) return error;
  return new Error(`the store cannot be used, ${sentence} (${error.message})`, { cause: error });
}

/** The low byte; what is above it tells details. */
function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined;
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined;
}
