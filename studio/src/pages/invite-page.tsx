import { useEffect, useState } from "react";
import { identityFor, useIdentity } from "../app/identity.ts";
import { Button } from "../ui/button.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { lookAtInvite, type InviteState } from "./invite/invite-calls.ts";
import { InviteFrame } from "./invite/invite-frame.tsx";
import { InviteOffer } from "./invite/invite-offer.tsx";
import { InviteRefused } from "./invite/invite-refused.tsx";
import { takeInviteToken } from "./invite/invite-token.ts";
import { joinedBy } from "./invite/joined-here.ts";
import { JoinAsAgent } from "./invite/join-as-agent.tsx";
import { JoinAsGuest } from "./invite/join-as-guest.tsx";
import { WaysIn } from "./welcome/ways-in.tsx";

const LOOKING: InviteState = { kind: "looking" };

/** An invite link: what for, by whom, as what, and the way in. `token`: as in the address; "": it was taken out of it. */
export function InvitePage({ token: inAddress }: { readonly token: string }) {
  const identity = useIdentity();
  const [token, setToken] = useState<string | null>(null);
  const [state, setState] = useState(LOOKING);
  const [isMember, setIsMember] = useState(false);
  const [tries, setTries] = useState(0);

  useEffect(() => setToken(takeInviteToken(inAddress)), [inAddress]);
  useEffect(() => {
    if (token === null) return;
    let isOver = false;
    setState(LOOKING);
    const look = async () => {
      const found = await lookAtInvite(token, identity);
      if (!isOver) setState(found);
    };
    void look();
    return () => {
      isOver = true;
    };
  }, [token, identity, tries]);

  switch (state.kind) {
    case "looking":
      return (
        <InviteFrame title="You are invited">
          <Spinner label="Looking at the invite…" />
        </InviteFrame>
      );
    case "failed":
      return (
        <InviteFrame title="The invite could not be looked at">
          <p className="text-ink-soft">{state.message}</p>
          <Button onClick={() => setTries(tries + 1)}>Try again</Button>
        </InviteFrame>
      );
    case "refused":
      return (
        <InviteRefused why={state.why} identity={identity} joined={joinedBy(localStorage, token ?? "")} />
      );
    case "found": {
      // Who has been here as a guest comes back as the same.
      const me = identity ?? identityFor(state.preview.sop.id);
      return (
        <InviteFrame title={state.preview.sop.name}>
          <InviteOffer preview={state.preview} />
          {me !== null && <JoinAsAgent token={token ?? ""} identity={me} />}
          {me === null && !isMember && <JoinAsGuest token={token ?? ""} />}
          {me === null && isMember && <WaysIn />}
          {me === null && (
            <Button look="quiet" onClick={() => setIsMember(!isMember)}>
              {isMember ? "Join as a guest instead" : "Join with an account instead"}
            </Button>
          )}
        </InviteFrame>
      );
    }
  }
}
