import { useState } from "react";
import { ApiError } from "../../app/api.ts";
import { navigate, sopPath } from "../../app/route.ts";
import { forgetInviteToken } from "./invite-token.ts";

/** A way of joining, as a button that can be pressed. */
interface Joining {
  readonly isBusy: boolean;
  readonly error: string | null;
  readonly join: () => void;
}

/** Joins by `accept`, which gives the SOP, and goes to its canvas. */
export function useJoin(accept: () => Promise<string>): Joining {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function join(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      const sop = await accept();
      forgetInviteToken();
      navigate(sopPath(sop));
    } catch (refusal) {
      setIsBusy(false);
      setError(refusal instanceof ApiError ? refusal.message : "Something went wrong. Try again.");
    }
  }

  return { isBusy, error, join: () => void join() };
}
