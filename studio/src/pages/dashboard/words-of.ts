import { ApiError } from "../../app/api.ts";

/** What to tell of something that failed. */
export function wordsOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "Something went wrong. Try again.";
}
