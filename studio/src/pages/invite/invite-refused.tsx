import { useState } from "react";
import { forgetIdentity, type Identity } from "../../app/identity.ts";
import { navigate, sopPath } from "../../app/route.ts";
import { Button } from "../../ui/button.tsx";
import { KeyForm } from "../welcome/key-form.tsx";
import { WaysIn } from "../welcome/ways-in.tsx";
import type { InviteRefusal } from "./invite-calls.ts";
import { InviteFrame } from "./invite-frame.tsx";

interface InviteRefusedProps {
  readonly why: InviteRefusal;
  readonly identity: Identity | null;
  /** The SOP that was joined by this link in this browser. */
  readonly joined: string | null;
}

/** Why a link does not lead in, and what can be done. */
export function InviteRefused({ why, identity, joined }: InviteRefusedProps) {
  switch (why) {
    case "unknown":
      return (
        <InviteFrame title="There is no such invite">
          <p className="text-ink-soft">
            A part of the link may be missing. Copy the whole of it, to its end.
          </p>
          <Home />
        </InviteFrame>
      );
    case "gone":
      return (
        <InviteFrame title="This invite has ended">
          <p className="text-ink-soft">
            It was used up, has expired or was taken back.{" "}
            {joined === null ? "Ask who sent it for a new one." : "You joined by it in this browser."}
          </p>
          <div className="grid grid-cols-1 gap-2">
            {joined !== null && (
              <Button look="primary" onClick={() => navigate(sopPath(joined))}>
                Open the SOP
              </Button>
            )}
            <Home />
          </div>
        </InviteFrame>
      );
    case "needs_account":
      return (
        <InviteFrame title="You are invited">
          <p className="text-ink-soft">
            This invite is for people with a name here. Say who you are to see it.
          </p>
          <WaysIn />
        </InviteFrame>
      );
    case "not_for_me":
      return <NotForMe identity={identity} />;
    case "unknown_key":
      return (
        <InviteFrame title="This browser is not known any more">
          <p className="text-ink-soft">Its key was revoked, or has ended. Sign in again to see the invite.</p>
          <Button look="primary" onClick={forgetIdentity}>
            Sign in again
          </Button>
        </InviteFrame>
      );
  }
}

function NotForMe({ identity }: { readonly identity: Identity | null }) {
  const [isOther, setIsOther] = useState(false);
  return (
    <InviteFrame title="This invite is for somebody else">
      {identity !== null && (
        <p className="text-ink-soft">
          You are <strong className="font-semibold text-ink">{identity.name}</strong> here, with the id{" "}
          <strong className="font-semibold text-ink">{identity.agent}</strong>. Ask who sent the link to
          invite that id.
        </p>
      )}
      <div className="grid grid-cols-1 gap-2">
        {isOther ? <KeyForm /> : <Button onClick={() => setIsOther(true)}>Sign in with another key</Button>}
        <Home />
      </div>
    </InviteFrame>
  );
}

function Home() {
  return <Button onClick={() => navigate("/")}>To my SOPs</Button>;
}
