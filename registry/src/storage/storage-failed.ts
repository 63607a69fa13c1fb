import { type Storage, StorageFault } from "./storage.ts";

/** The storage rejected: the disk, not the caller and not the code. What it said is the `cause`. */
export class StorageFailed extends Error {
  override readonly name = "StorageFailed";
}

/** A storage whose rejections can be told from defects by their class; `StorageFault` stays what it is. */
export function nameFailures(storage: Storage): Storage {
  return wrap(storage, "storage");
}

/** Stores are plain objects of functions that give promises, perhaps in further such objects. */
function wrap<Store extends object>(store: Store, path: string): Store {
  const entries = Object.entries(store).map(([name, part]: [string, unknown]) => {
    const at = `${path}.${name}`;
    if (typeof part === "function") return [name, named(part.bind(store) as Call, at)];
    return [name, typeof part === "object" && part !== null ? wrap(part, at) : part];
  });
  return Object.fromEntries(entries) as Store;
}

type Call = (...args: readonly unknown[]) => unknown;

function named(call: Call, at: string): Call {
  return async (...args) => {
    try {
      return await call(...args);
    } catch (error) {
      if (error instanceof StorageFault) throw error;
      throw new StorageFailed(`${at} failed`, { cause: error });
    }
  };
}
