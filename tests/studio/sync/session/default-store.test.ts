import { expect, test } from "bun:test";
import { createWebLocks } from "#tests/support/web-locks.ts";
import { takeFakeIndexedDb } from "../store/fake-indexed-db.ts";
import { createWatchedFactory } from "../store/watched-factory.ts";
import { openTab } from "./scripted.ts";

/** Gives the process a browser's database and locks; undone by what is returned. */
function takeBrowser() {
  const giveBack = takeFakeIndexedDb();
  const { indexedDB, requests } = createWatchedFactory();
  Object.defineProperty(globalThis, "indexedDB", { value: indexedDB, configurable: true });
  Object.defineProperty(navigator, "locks", { value: createWebLocks(), configurable: true });
  const end = () => {
    Reflect.deleteProperty(globalThis, "indexedDB");
    Reflect.deleteProperty(navigator, "locks");
    giveBack();
  };
  return { requests, end };
}

test("[Y64] a SOP that is closed closes the store that it opened by itself, and leaves its name to the next", async () => {
  const { requests, end } = takeBrowser();
  try {
    const tab = await openTab(undefined, "mine");
    await tab.sop.edit([{ op: "replace", path: "/name", value: "Kept" }]).onDevice;
    await tab.sop.close();
    const [request] = requests;
    expect(() => request?.result.transaction("rows")).toThrow("InvalidStateError");
    await using again = await openTab(undefined, "mine", { init: null });
    expect(again.sop.client).toBe("mine");
    expect(again.sop.view.meta.name).toBe("Kept");
  } finally {
    end();
  }
});
