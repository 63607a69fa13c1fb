import { useCallback, useSyncExternalStore } from "react";
import { useEditor } from "../editor/editor-context.tsx";
import type { SopChange, SopClient } from "../sync/types.ts";

/** Something that is worked out from an open SOP, once for all who show it. */
export interface Derived<T> {
  readonly of: (sop: SopClient) => DerivedValue<T>;
}

interface DerivedValue<T> {
  readonly read: () => T;
  readonly subscribe: (changed: () => void) => () => void;
}

/**
 * Works a value out anew after a change of one of `kinds`, when somebody asks. Where it says the same as before, `make`
 * gives the very same value, so that nothing is drawn again.
 */
export function createDerived<T>(
  kinds: readonly SopChange["kind"][],
  make: (sop: SopClient, before: T | undefined) => T,
): Derived<T> {
  const known = new WeakMap<SopClient, DerivedValue<T>>();
  return {
    of(sop) {
      const there = known.get(sop);
      if (there !== undefined) return there;
      let value: T | undefined;
      let isStale = true;
      const listeners = new Set<() => void>();
      sop.subscribe(({ kind }) => {
        if (!kinds.includes(kind)) return;
        isStale = true;
        for (const changed of listeners) changed();
      });
      const made: DerivedValue<T> = {
        read() {
          if (isStale) value = make(sop, value);
          isStale = false;
          return value as T;
        },
        subscribe(changed) {
          listeners.add(changed);
          return () => void listeners.delete(changed);
        },
      };
      known.set(sop, made);
      return made;
    },
  };
}

/** A derived value of the editor's SOP, or a part of it; the component renders again when that part is another. */
export function useDerived<T, P = T>(derived: Derived<T>, pick: (value: T) => P): P {
  const { read, subscribe } = derived.of(useEditor().sop);
  const readPart = useCallback(() => pick(read()), [read, pick]);
  return useSyncExternalStore(subscribe, readPart);
}
