import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { KeyForm } from "./welcome/key-form.tsx";
import { NameForm } from "./welcome/name-form.tsx";

/** The first visit: a name makes a new agent, a key brings back a known one. */
export function WelcomePage() {
  const [way, setWay] = useState<"name" | "key">("name");
  const [isClosed, setIsClosed] = useState(false);
  return (
    <main className="grid min-h-full place-items-center p-6">
      <div className="w-full max-w-md rounded-2xl border border-line bg-surface p-8 shadow-raised">
        <h1 className="text-2xl font-semibold text-balance">SOP Studio</h1>
        <p className="mt-2 mb-6 text-ink-soft">Where people and agents write procedures together, live.</p>
        {isClosed && (
          <p role="status" className="mb-4 rounded-lg bg-sunken p-3 text-ink-soft">
            This registry takes in nobody by itself. Ask who runs it for an API key.
          </p>
        )}
        {way === "name" && !isClosed ? (
          <NameForm
            onClosed={() => {
              setIsClosed(true);
              setWay("key");
            }}
          />
        ) : (
          <KeyForm />
        )}
        {!isClosed && (
          <Button
            look="quiet"
            className="mt-2 w-full"
            onClick={() => setWay(way === "name" ? "key" : "name")}
          >
            {way === "name" ? "I have an API key" : "I am new here"}
          </Button>
        )}
      </div>
    </main>
  );
}
