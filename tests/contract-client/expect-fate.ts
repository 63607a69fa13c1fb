import type { OpFate } from "./http-client.ts";
import type { ErrorMessage, Fate, Outcome, Patch } from "./messages.ts";

/** The committed patch of an answer; throws with the answer where it was not committed. */
export async function echoOf(answer: Promise<Fate>): Promise<Patch> {
  const fate = await answer;
  if (fate.kind !== "echo") throw new Error(`no echo: ${JSON.stringify(fate)}`);
  return fate.patch;
}

/** The outcome of an answer, whatever became of it; throws for an error or an echo without one. */
export async function outcomeOf(answer: Promise<Fate>): Promise<Outcome> {
  const fate = await answer;
  const outcome = fate.kind === "error" ? undefined : fate.outcome;
  if (outcome === undefined) throw new Error(`no outcome: ${JSON.stringify(fate)}`);
  return outcome;
}

/** The fate of the first op that was not applied; throws where there is none. */
export async function firstFate(answer: Promise<Fate>): Promise<OpFate> {
  const [first] = (await outcomeOf(answer)).ops;
  if (first === undefined) throw new Error("every op was applied");
  return first;
}

/** The error that answered a sending; throws where it was judged instead. */
export async function errorOf(answer: Promise<Fate>): Promise<ErrorMessage> {
  const fate = await answer;
  if (fate.kind !== "error") throw new Error(`no error: ${JSON.stringify(fate)}`);
  return fate.error;
}
