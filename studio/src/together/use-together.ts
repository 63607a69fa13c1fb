import { useAsideToasts } from "./use-aside-toasts.tsx";
import { useCompanyToasts } from "./use-company-toasts.ts";
import { useOwnPresence } from "./use-own-presence.ts";
import { useRoleToasts } from "./use-role-toasts.ts";
import { useSelectionLocks } from "./use-selection-locks.ts";
import { useUnloadGuard } from "./use-unload-guard.ts";

/** Everything that goes on between me and the others while an editor is open; called once by it. */
export function useTogether(): void {
  useOwnPresence();
  useSelectionLocks();
  useCompanyToasts();
  useAsideToasts();
  useRoleToasts();
  useUnloadGuard();
}
