import * as fake from "fake-indexeddb";

/** Gives the process the classes of a browser's IndexedDB; undone by what is returned, since all tests share one process. */
export function takeFakeIndexedDb(): () => void {
  const classes = Object.entries(fake).filter(([name]) => name.startsWith("IDB"));
  const before = classes.map(([name]) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const [name, value] of classes) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return () => {
    for (const [name, old] of before) {
      if (old === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, old);
    }
  };
}
