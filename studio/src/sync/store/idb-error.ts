/** What an error of the browser's database means for the store, by its name. */
const SENTENCES: Readonly<Record<string, string>> = {
  QuotaExceededError: "this device has no room left for it",
  SecurityError: "this browser does not let the page store anything",
  // What private windows of some browsers say.
  NotAllowedError: "this browser does not let the page store anything",
  VersionError: "another tab has a later version of this page; reload it",
  NotReadableError: "what is on disk cannot be read",
};

/** Errors of a connection that is gone, or went amid the work: the same work can succeed on a new one. */
const LOST: ReadonlySet<string> = new Set(["AbortError", "InvalidStateError", "UnknownError"]);

/** True: another connection may do better. */
export function isLostConnection(error: unknown): boolean {
  return error instanceof Error && LOST.has(error.name);
}

/** An error of IndexedDB as one that says what it means for the store. */
export function toStoreError(error: unknown): Error {
  const { name, message } = error instanceof Error ? error : { name: "", message: String(error) };
  const sentence = SENTENCES[name] ?? "the browser's database fails";
  const detail = [name, message].filter((part) => part !== "").join(": ");
  return new Error(`the store cannot be used, ${sentence} (${detail})`, { cause: error });
}
