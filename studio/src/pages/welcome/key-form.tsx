import { useState, type SubmitEvent } from "react";
import { keepIdentity } from "../../app/identity.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { explainKeyRefusal, identityOfKey } from "./sign-in.ts";

/** Somebody who has a key pastes it. */
export function KeyForm() {
  const [key, setKey] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function signIn(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const pasted = key.trim();
    if (!/^[\x21-\x7e]+$/.test(pasted)) return setError("Paste the whole key, which is one word.");
    setIsBusy(true);
    setError(undefined);
    try {
      keepIdentity(await identityOfKey(pasted));
    } catch (refusal) {
      setError(explainKeyRefusal(refusal));
      setIsBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void signIn(event)} className="grid gap-4" noValidate>
      <TextField
        label="API key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        placeholder="kp_…"
        value={key}
        onChange={(event) => setKey(event.target.value)}
        error={error}
        hint="It stays in this browser."
      />
      <Button type="submit" look="primary" disabled={isBusy} className="min-h-10 w-full">
        {isBusy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
