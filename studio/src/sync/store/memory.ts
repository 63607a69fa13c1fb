import { createHeldNames, labelOf } from "./queue-names.ts";
import { compareRows } from "./row-order.ts";
import type { QueueName, Row, SyncStore, Write } from "./store.ts";

/** A store for who needs nothing to survive: its rows are gone with it. */
export function createMemoryStore(): SyncStore {
  const names = createHeldNames();
  /** By label, the one written last at the end. */
  const kept = new Map<string, KeptQueue>();
  let isClosed = false;

  const refuseClosed = () => {
    if (isClosed) throw new Error("the store is closed");
  };

  return {
    async hold(queue) {
      refuseClosed();
      return names.hold(queue);
    },
    async queues(scope) {
      refuseClosed();
      const inScope = [...kept.values()].filter(({ queue }) => queue.scope === scope);
      return inScope.map(({ queue }) => queue).reverse();
    },
    async read(queue) {
      refuseClosed();
      const texts = kept.get(labelOf(queue))?.texts.values() ?? [];
      return [...texts].map((text) => JSON.parse(text) as Row).sort(compareRows);
    },
    async write(queue, writes) {
      refuseClosed();
      // All texts are made before the first is kept: a value that is no JSON leaves nothing behind.
      const steps = writes.map(toStep);
      const texts = kept.get(labelOf(queue))?.texts ?? new Map<string, string>();
      for (const step of steps) step(texts);
      kept.delete(labelOf(queue));
      const { scope, client } = queue;
      if (texts.size > 0) kept.set(labelOf(queue), { queue: { scope, client }, texts });
    },
    async drop(queue) {
      refuseClosed();
      kept.delete(labelOf(queue));
    },
    async close() {
      isClosed = true;
      names.freeAll();
    },
  };
}

interface KeptQueue {
  readonly queue: QueueName;
  /** Rows as text, so that nobody can change one from outside; by kind and key. */
  readonly texts: Map<string, string>;
}

type Step = (texts: Map<string, string>) => void;

function toStep(write: Write): Step {
  if ("put" in write) {
    const text = JSON.stringify(write.put);
    return (texts) => void texts.set(idOf(write.put), text);
  }
  if ("remove" in write) return (texts) => void texts.delete(idOf(write.remove));
  const start = startOf(write.clear);
  return (texts) => {
    for (const id of texts.keys()) if (id.startsWith(start)) texts.delete(id);
  };
}

function idOf({ kind, key }: Omit<Row, "value">): string {
  return startOf(kind) + key;
}

/** What the ids of a kind begin with; as JSON, in which the closing quote cannot be part of a kind. */
function startOf(kind: string): string {
  return JSON.stringify(kind);
}
