import { closeSync, existsSync, openSync, readFileSync, writeSync } from "node:fs";
import type { QueueName, Row, SyncStore } from "#studio/sync/store/store.ts";
import type { HistoryLine, MadePatch } from "./checker/history.ts";

/** Writes a client's history, each line before anything follows from it. */
export interface Recorder {
  write(line: HistoryLine): void;
  close(): void;
}

/** Goes on with a history's file, or begins it. What a kill may cost is the last line: the system keeps the rest. */
export function openRecorder(path: string): Recorder {
  const isTorn = existsSync(path) && !readFileSync(path, "utf8").endsWith("\n");
  const file = openSync(path, "a");
  if (isTorn) writeSync(file, "\n");
  return {
    write: (line) => void writeSync(file, `${JSON.stringify(line)}\n`),
    close: () => closeSync(file),
  };
}

/** A store that records every patch that is on this device's disk: as soon as it is there, before anybody is told. */
export function recordStore(store: SyncStore, recorder: Recorder): SyncStore {
  const record = (at: "kept" | "found", { client }: QueueName, { kind, value }: Row) => {
    if (kind !== "pending") return;
    const { id, base, ts, ops } = value as unknown as MadePatch;
    recorder.write({ at, client, patch: { id, base, ts, ops } });
  };
  return {
    hold: (queue) => store.hold(queue),
    queues: (scope) => store.queues(scope),
    drop: (queue) => store.drop(queue),
    close: () => store.close(),
    read: async (queue) => {
      const rows = await store.read(queue);
      for (const row of rows) record("found", queue, row);
      return rows;
    },
    write: async (queue, writes) => {
      await store.write(queue, writes);
      for (const write of writes) if ("put" in write) record("kept", queue, write.put);
    },
  };
}
