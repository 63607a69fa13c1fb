import { useState, type SubmitEvent } from "react";
import { toast } from "sonner";
import { ApiError, createApi } from "../../app/api.ts";
import { keepIdentity } from "../../app/identity.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { agentIdFrom } from "./agent-id.ts";
import { registerByName } from "./register.ts";

/** Somebody new gives a name. `onClosed`: this registry takes in nobody by itself. */
export function NameForm({ onClosed }: { readonly onClosed: () => void }) {
  const [name, setName] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function start(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const chosen = name.trim();
    if (chosen === "") return setError("Say what others should call you.");
    setIsBusy(true);
    setError(undefined);
    try {
      const { identity, taken } = await registerByName(createApi(null), chosen);
      keepIdentity(identity);
      if (taken !== null) {
        toast.info(`“${taken}” belongs to somebody else: your id is “${identity.agent}”.`);
      }
    } catch (refusal) {
      setIsBusy(false);
      if (refusal instanceof ApiError && refusal.code === "registration_closed") return onClosed();
      setError(refusal instanceof ApiError ? refusal.message : "Something went wrong. Try again.");
    }
  }

  return (
    <form onSubmit={(event) => void start(event)} className="grid gap-4" noValidate>
      <TextField
        label="Your name"
        autoComplete="name"
        autoFocus
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={error}
        hint={
          name.trim() === "" ? "Others see it beside your cursor." : `Your id: ${agentIdFrom(name.trim())}`
        }
      />
      <Button type="submit" look="primary" disabled={isBusy} className="min-h-10 w-full">
        {isBusy ? "Starting…" : "Start"}
      </Button>
    </form>
  );
}
