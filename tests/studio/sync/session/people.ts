import { openSop } from "#studio/sync/open-sop.ts";
import { createMemoryStore } from "#studio/sync/store/memory.ts";
import type { OpenOptions, SopChange, SopClient } from "#studio/sync/types.ts";
import type { Account } from "#tests/support/account.ts";
import type { TestRegistry } from "#tests/support/registry.ts";

/** A person or agent at a SOP, through the sync client. `using` ends it. */
export interface Somebody extends AsyncDisposable {
  readonly sop: SopClient;
  readonly warnings: readonly string[];
  /** Resolves when `isSo`, asked after every change, says yes. */
  until(isSo: (sop: SopClient) => boolean): Promise<void>;
}

/** Opens a SOP as an account, with a store of its own unless given one. */
export async function openAs(
  registry: Pick<TestRegistry, "url">,
  account: Pick<Account, "key">,
  sop: string,
  options: Partial<OpenOptions> = {},
): Promise<Somebody> {
  const warnings: string[] = [];
  const warn = (warning: string) => void warnings.push(warning);
  const store = options.store ?? createMemoryStore();
  const client = await openSop({ url: registry.url, auth: account.key, sop, store, warn, ...options });
  return {
    sop: client,
    warnings,
    until: (isSo) => until(client, isSo),
    [Symbol.asyncDispose]: () => client.close(),
  };
}

/** Resolves when `isSo`, asked now and after every change, says yes. */
export function until(sop: SopClient, isSo: (sop: SopClient, change?: SopChange) => boolean): Promise<void> {
  if (isSo(sop)) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = sop.subscribe((change) => {
      if (!isSo(sop, change)) return;
      stop();
      resolve();
    });
  });
}

/** Nothing is on its way. */
export function isSaved(sop: SopClient): boolean {
  const { unkept, kept, sent } = sop.status;
  return unkept + kept + sent === 0;
}
