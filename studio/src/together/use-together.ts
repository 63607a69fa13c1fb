import { useOwnPresence } from "./use-own-presence.ts";

/** Everything that goes on between me and the others while an editor is open; called once by it. */
export function useTogether(): void {
  useOwnPresence();
}
