import { wrap } from "idb";
import { makeTables, SCHEMA_VERSION, type SyncDatabase } from "./idb-schema.ts";

/** Where the database is, and who hears of it. */
export interface IdbPlace {
  readonly name: string;
  readonly indexedDB: IDBFactory;
  /** Hears that the opening has to wait for somebody. */
  readonly warn: (warning: string) => void;
}

/** Opens the database; `gone` is called when the connection ended without being closed by us. */
export async function openDatabase(place: IdbPlace, gone: () => void): Promise<SyncDatabase> {
  const request = place.indexedDB.open(place.name, SCHEMA_VERSION);
  request.addEventListener("upgradeneeded", () => makeTables(request.result));
  // Our own tabs let go below, so this is short; to give up would be to lose what is kept here.
  request.addEventListener("blocked", () =>
    place.warn("waits for another tab, which has an older version of this page open: close it"),
  );
  await wrap(request);
  const raw = request.result;
  raw.addEventListener("close", gone);
  // Somebody wants to upgrade or delete the database, and waits until nobody has it open.
  raw.addEventListener("versionchange", () => {
    raw.close();
    gone();
  });
  return wrap(raw) as unknown as SyncDatabase;
}
