import { describe } from "bun:test";
import { activityContract } from "./storage-activity.ts";
import { agentStoreContract } from "./storage-agents.ts";
import { appendContract } from "./storage-append.ts";
import { compactContract } from "./storage-compact.ts";
import { historyContract } from "./storage-history.ts";
import { inviteContract } from "./storage-invites.ts";
import { keyContract } from "./storage-keys.ts";
import { memberContract } from "./storage-members.ts";
import { noticeContract } from "./storage-notices.ts";
import { resultContract } from "./storage-results.ts";
import type { StorageUnderTest, UseStorage } from "./storage-samples.ts";
import { sopListContract } from "./storage-sop-list.ts";
import { sopStoreContract } from "./storage-sops.ts";
import { versionContract } from "./storage-versions.ts";

/** What every storage driver promises: called once per driver, with what makes an empty database for one test. */
export function storageContract(name: string, open: () => Promise<StorageUnderTest>): void {
  const use: UseStorage = (work) => async () => {
    const under = await open();
    try {
      await work(under);
    } finally {
      await under.dispose();
    }
  };
  describe(`storage contract: ${name}`, () => {
    agentStoreContract(use);
    keyContract(use);
    memberContract(use);
    inviteContract(use);
    activityContract(use);
    sopStoreContract(use);
    sopListContract(use);
    appendContract(use);
    historyContract(use);
    resultContract(use);
    noticeContract(use);
    compactContract(use);
    versionContract(use);
  });
}
