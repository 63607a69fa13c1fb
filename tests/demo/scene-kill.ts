import { patchSop } from "#tests/contract-client/http-client.ts";
import type { Fate } from "#tests/contract-client/messages.ts";
import type { Stage } from "./stage.ts";

const EDITS_EACH = 20;
const CALLS = 5;
/** The second round is sent when so many of the first were answered, and the registry is killed at once. */
const ANSWERED_FIRST = 10;

/** Everybody edits at once, and the registry is killed in the middle. What was echoed is there; the rest is sent again. */
export async function playKill(stage: Stage): Promise<void> {
  const { registry, mia, jonas, transcript } = stage;
  transcript.scene("Everybody at once, and kill -9 in the middle");
  const calls = Array.from({ length: CALLS }, (_, i) => callAsAgent(stage, i).catch(() => undefined));
  transcript.does("Jonas", "hears nothing any more: his line is stuck, but still sends");
  jonas.peer.stopReading();
  const first = sendRound(stage, 0);
  transcript.does("everybody", `${first.length} edits on two sockets, ${calls.length} calls of the agent`);
  await countAnswers(first, ANSWERED_FIRST);
  const edits = [...first, ...sendRound(stage, EDITS_EACH)];
  const settling = Promise.allSettled(edits);
  transcript.does("everybody", `${edits.length - first.length} more edits`);
  await registry.kill();
  jonas.peer.cut();
  const settled = await settling;
  await Promise.all(calls);
  const answered = settled.filter((fate) => fate.status === "fulfilled").length;
  transcript.says(`killed, with ${answered} of ${edits.length} edits answered`);
  await registry.start();
  transcript.says("started again on the same database");

  for (const person of [mia, jonas]) {
    const { name, version, waiting } = person;
    transcript.does(name, `comes back at version ${version} and sends the ${waiting} unanswered ones again`);
    const fates = await person.comeOnline();
    const replayed = fates.filter((fate) => fate.kind === "replayed").length;
    transcript.says(`${replayed} of them were on disk already, ${fates.length - replayed} judged now`);
  }
  for (let i = 0; i < CALLS; i++) await callAsAgent(stage, i);
  transcript.does("agent", "makes its calls again under their keys");
}

function sendRound({ mia, jonas }: Stage, from: number): Promise<Fate>[] {
  return Array.from({ length: EDITS_EACH }, (_, i) => [
    mia.edit([{ op: "replace", path: "/nodes/classify/position", value: { x: 640 + from + i, y: 750 } }]),
    jonas.edit([{ op: "replace", path: "/nodes/reproduce/data/instruction", value: `Attempt ${from + i}.` }]),
  ]).flat();
}

/** One call of the agent; throws unless it is 200. The same number is the same call. */
async function callAsAgent({ registry, agents, sop }: Stage, number: number): Promise<void> {
  const ops = [{ op: "add", path: "/tags/-", value: `round-${number}` }];
  const options = { query: "client=triage-bot", headers: { "idempotency-key": `agent-round-${number}` } };
  const reply = await patchSop(registry.url, agents.bot, sop.id, ops, options);
  if (reply.status !== 200)
    throw new Error(`the agent's call: ${reply.status} ${JSON.stringify(reply.body)}`);
}

/** Resolves when `count` of the edits were answered. */
function countAnswers(edits: readonly Promise<Fate>[], count: number): Promise<void> {
  const enough = Promise.withResolvers<void>();
  let answers = 0;
  const take = async (edit: Promise<Fate>) => {
    await edit;
    if (++answers === count) enough.resolve();
  };
  // What fails here was cut off by the kill; it is sent again later.
  for (const edit of edits) take(edit).catch(() => undefined);
  return enough.promise;
}
