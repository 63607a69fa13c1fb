import type { Identity } from "../../app/identity.ts";
import { Button } from "../../ui/button.tsx";
import { joinAs } from "./invite-calls.ts";
import { useJoin } from "./use-join.ts";

interface JoinAsAgentProps {
  readonly token: string;
  readonly identity: Identity;
}

/** Joins, in one click, as who uses this browser. */
export function JoinAsAgent({ token, identity }: JoinAsAgentProps) {
  const { isBusy, error, join } = useJoin(() => joinAs(token, identity));
  return (
    <div className="grid gap-2">
      <Button look="primary" autoFocus disabled={isBusy} onClick={join} className="min-h-10">
        {isBusy ? "Joining…" : `Join as ${identity.name}`}
      </Button>
      {error !== null && (
        <p role="alert" className="text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
