import type { Server } from "bun";
import type { Caller } from "#registry/access/keys.ts";
import type { SopRecord } from "#registry/storage/storage.ts";
import type { CallName } from "#schemas/calls.ts";
import type { Role } from "#schemas/protocol/document.ts";

/** What a handler can rely on: set by `requireKey` (`caller`) and `requireSop` (`sop`, `role`) before it runs. */
export interface Env {
  readonly Bindings: { readonly server?: Pick<Server<unknown>, "timeout" | "requestIP"> };
  readonly Variables: {
    caller: Caller;
    /** As it was when the call came in; rooms know the newest version. */
    sop: SopRecord;
    role: Role;
    /** Which call it was allowed as. */
    call: CallName;
  };
}
