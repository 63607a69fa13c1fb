import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { KeyForm } from "./key-form.tsx";
import { NameForm } from "./name-form.tsx";

/** A name makes a new agent, a key brings back a known one; where nobody is taken in, there is the key alone. */
export function WaysIn() {
  const [way, setWay] = useState<"name" | "key" | "key_only">("name");
  return (
    <div className="grid gap-2">
      {way === "key_only" && (
        <p role="alert" className="mb-2 rounded-lg bg-sunken p-3 text-ink-soft">
          Nobody can join this registry by name alone. Ask who runs it for an API key.
        </p>
      )}
      {way === "name" ? <NameForm onClosed={() => setWay("key_only")} /> : <KeyForm />}
      {way === "name" && (
        <Button look="quiet" onClick={() => setWay("key")}>
          I have an API key
        </Button>
      )}
      {way === "key" && (
        <Button look="quiet" onClick={() => setWay("name")}>
          I am new here
        </Button>
      )}
    </div>
  );
}
