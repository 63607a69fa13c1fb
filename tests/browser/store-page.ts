import { openDefaultStore } from "#studio/sync/store/default-store.ts";
import { openIndexedDbStore } from "#studio/sync/store/indexed-db.ts";
import { labelOf } from "#studio/sync/store/queue-names.ts";
import type { QueueName, Row, SyncStore, Write } from "#studio/sync/store/store.ts";
import { storeCases } from "#tests/contracts/sync-store-cases.ts";

/** What the page offers to the test that drives it, with what can be sent there and back. */
export interface StorePage {
  /** Opens the store of who names none, and says what it cannot do. */
  open(): Promise<string | null>;
  /** True: the name is this tab's. */
  hold(queue: QueueName): Promise<boolean>;
  /** Resolves when nobody holds the name. */
  untilFree(queue: QueueName): Promise<void>;
  read(queue: QueueName): Promise<readonly Row[]>;
  queues(scope: string): Promise<readonly QueueName[]>;
  /** Does the writes, which are JSON; "on disk", or why not. */
  write(queue: QueueName, writes: string): Promise<string>;
  /** Tries one promise of the port on a database of its own; rejects when it is not kept. */
  tryCase(name: string): Promise<void>;
}

declare global {
  var storePage: StorePage;
}

let opened: SyncStore | null = null;

globalThis.storePage = {
  async open() {
    const { store, loss } = await openDefaultStore(() => undefined);
    opened = store;
    return loss;
  },
  hold: async (queue) => (await current().hold(queue)) !== null,
  untilFree: (queue) => navigator.locks.request(labelOf(queue), async () => undefined),
  read: (queue) => current().read(queue),
  queues: (scope) => current().queues(scope),
  write: (queue, writes) =>
    current()
      .write(queue, JSON.parse(writes) as Write[])
      .then(() => "on disk", String),
  tryCase,
};

function current(): SyncStore {
  if (opened === null) throw new Error("no store is open");
  return opened;
}

async function tryCase(name: string): Promise<void> {
  const found = storeCases(["survives", "shared"]).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  const stores: SyncStore[] = [];
  const another = async () => {
    const store = await openIndexedDbStore({ name });
    stores.push(store);
    return store;
  };
  try {
    await found.run({ store: await another(), another });
  } finally {
    for (const store of stores) await store.close();
  }
}
