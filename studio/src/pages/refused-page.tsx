import { CLOSE } from "#schemas/protocol/close-codes.ts";
import { forgetIdentity } from "../app/identity.ts";
import { Button } from "../ui/button.tsx";
import { MessagePage } from "./message-page.tsx";

/** Says why a SOP cannot be opened, and what to do. */
export function RefusedPage({ code, reason }: { readonly code: number; readonly reason: string }) {
  switch (code) {
    case CLOSE.unauthenticated:
      return (
        <MessagePage
          title="This browser is not known any more"
          text="Its key was revoked, or has ended. Sign in again with another key or under a new name."
          hasHome={false}
        >
          <Button look="primary" onClick={forgetIdentity}>
            Sign in
          </Button>
        </MessagePage>
      );
    case CLOSE.deleted:
      return (
        <MessagePage
          title="This SOP was deleted"
          text="Its owner can bring it back within 30 days, from the dashboard."
        />
      );
    case CLOSE.forbidden:
    case CLOSE.not_found:
      return (
        <MessagePage
          title="No such SOP, or not for you"
          text="Ask its owner for an invite link, or check the address."
        />
      );
    default:
      return <MessagePage title="This SOP cannot be opened" text={reason} />;
  }
}
