import type { Edit, EditReceipt, SopClient } from "#studio/sync/types.ts";
import type { Graph } from "#tests/contract-client/json.ts";
import type { Random } from "#tests/contract-client/random-edits.ts";
import { makeEdit } from "./edit-kinds.ts";
import type { Recorder } from "./record-history.ts";

/** How somebody edits. */
interface Habit {
  readonly life: number;
  /** Calls a second, on average. */
  readonly rate: number;
  readonly random: Random;
}

/** Of ten calls so many take back, and make again. */
const UNDO_SHARE = 0.1;
const REDO_SHARE = 0.05;

/** Edits, takes back and makes again by chance, and records each call and what came of it; ends when the returned function is called. */
export function editAtRandom(
  client: SopClient,
  recorder: Recorder,
  { life, rate, random }: Habit,
): () => void {
  let calls = 0;
  let timer: Timer | undefined;

  function act(): void {
    later();
    // Nothing is seen before the first connection.
    if (client.view.nodes.size === 0) return;
    const what = random();
    if (what < UNDO_SHARE) record("undo", () => void client.undo());
    else if (what < UNDO_SHARE + REDO_SHARE) record("redo", () => void client.redo());
    else {
      const ops = makeEdit(client.graph() as unknown as Graph, random, `n${life}-${calls}-${client.client}`);
      if (ops !== null)
        record("edit", (call) => recordReceipt(recorder, call, client.edit(ops as unknown as Edit)));
    }
  }
  function record(what: "edit" | "undo" | "redo", run: (call: string) => void): void {
    const call = `${life}-${calls++}`;
    recorder.write({ at: "call", call, what, version: client.version });
    try {
      run(call);
    } catch (error) {
      recorder.write({ at: "thrown", call, message: error instanceof Error ? error.message : String(error) });
    }
  }
  function later(): void {
    timer = setTimeout(act, (2 * random() * 1000) / rate);
  }

  later();
  return () => clearTimeout(timer);
}

function recordReceipt(recorder: Recorder, call: string, { patches, onDevice, end }: EditReceipt): void {
  recorder.write({ at: "made", call, patches });
  void onDevice.then((kept) => recorder.write({ at: "device", call, kept }));
  // An edit that changed nothing became no patch.
  if (patches.length > 0) void end.then((told) => recorder.write({ at: "end", patches, end: told }));
}
