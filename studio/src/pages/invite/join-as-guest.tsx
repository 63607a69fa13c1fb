import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { joinAsGuest } from "./invite-calls.ts";
import { useJoin } from "./use-join.ts";

/** Joins without an account, under a name. */
export function JoinAsGuest({ token }: { readonly token: string }) {
  const [name, setName] = useState("");
  const { isBusy, error, join } = useJoin(() => joinAsGuest(token, name.trim()));
  return (
    <form
      className="grid grid-cols-1 gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        join();
      }}
    >
      <TextField
        label="Your name"
        autoComplete="name"
        autoFocus
        maxLength={200}
        placeholder="Guest"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={error ?? undefined}
        hint="Others see it beside your cursor. No account is needed."
      />
      <Button type="submit" look="primary" disabled={isBusy} className="min-h-10">
        {isBusy ? "Joining…" : "Join as a guest"}
      </Button>
    </form>
  );
}
