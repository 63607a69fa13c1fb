import { problem } from "./problem.ts";

/** The answer to a question about versions that the log no longer holds; `floor`: the lowest it can still tell of. */
export function historyGone(floor: number): Response {
  const detail = `The history before version ${floor} is no longer kept.`;
  return problem("history_gone", detail, { since: floor });
}
