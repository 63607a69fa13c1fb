import { ApiError } from "../../app/api.ts";

/** Why something about the past could not be done, for people. */
export function errorWords(error: unknown): string {
  if (!(error instanceof ApiError)) return "That did not work. Try again in a moment.";
  const { code, problem, status, message } = error;
  const { since } = problem;
  switch (code) {
    case "history_gone":
      return since === undefined
        ? "That far back the history is no longer kept."
        : `The history before version ${since} is no longer kept. Named and approved versions stay readable.`;
    case "offline":
      return "You are offline. The history is kept by the registry: try again when you are connected.";
    case "forbidden":
      return "Your role does not allow that.";
    case "limit":
    case "not_found":
      return message;
    case "rate_limited":
    case "overloaded":
      return "That was too much at once. Try again in a moment.";
    default:
      return status >= 500 ? "The registry could not do that just now. Try again in a moment." : message;
  }
}
