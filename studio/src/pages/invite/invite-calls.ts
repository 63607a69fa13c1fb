import type { AcceptAnswer, InvitePreview } from "#schemas/protocol/sharing.ts";
import { ApiError, createApi } from "../../app/api.ts";
import { forgetGuest, identityFor, keepIdentity, type Identity } from "../../app/identity.ts";
import { joinedBy, rememberJoined } from "./joined-here.ts";

/** What a link is to who opened it. */
export type InviteState =
  | { readonly kind: "looking" }
  | { readonly kind: "found"; readonly preview: InvitePreview }
  | { readonly kind: "refused"; readonly why: InviteRefusal }
  | { readonly kind: "failed"; readonly message: string };

export type InviteRefusal =
  /** There never was such a link, or a part of it is missing. */
  | "unknown"
  /** Used up, expired, revoked. */
  | "gone"
  /** For agents that have a name here; who asks has none. */
  | "needs_account"
  /** For others. */
  | "not_for_me"
  /** The key in this browser is good no more. */
  | "unknown_key";

/** Looks at what a link is for, as whoever uses this browser; null: as nobody. Never rejects. */
export async function lookAtInvite(token: string, identity: Identity | null): Promise<InviteState> {
  if (token === "") return { kind: "refused", why: "unknown" };
  try {
    const path = `/v1/invites/${encodeURIComponent(token)}`;
    return { kind: "found", preview: await createApi(identity?.key ?? null).get<InvitePreview>(path) };
  } catch (error) {
    return toState(error, identity !== null);
  }
}

/** How a call about a link ended badly. `isKnown`: it was made with a key. */
export function toState(error: unknown, isKnown: boolean): InviteState {
  if (!(error instanceof ApiError)) return { kind: "failed", message: "Something went wrong." };
  switch (error.code) {
    case "invite_gone":
      return { kind: "refused", why: "gone" };
    case "not_found":
      return { kind: "refused", why: "unknown" };
    case "unauthenticated":
      return { kind: "refused", why: isKnown ? "unknown_key" : "needs_account" };
    case "forbidden":
      return { kind: "refused", why: "not_for_me" };
    default:
      return { kind: "failed", message: error.message };
  }
}

/** Joins as somebody with a key. Rejects with `ApiError`. */
export async function joinAs(token: string, { key, name, sop }: Identity): Promise<string> {
  const isGuest = sop !== undefined;
  try {
    const { sop_id } = await accept(token, key, {});
    if (!isGuest) forgetGuest(sop_id);
    return sop_id;
  } catch (error) {
    // The link that they once came by has ended, and their key with it; this one makes them a guest anew.
    if (isGuest && error instanceof ApiError && error.status === 401) {
      forgetGuest(sop);
      return joinAsGuest(token, name);
    }
    throw error;
  }
}

/** Joins as a guest, whose key is kept for this SOP; who did so in another tab is that guest here too. Rejects with `ApiError`. */
export async function joinAsGuest(token: string, name: string): Promise<string> {
  const joined = joinedBy(localStorage, token);
  if (joined !== null && identityFor(joined)?.sop === joined) return joined;
  const answer = await accept(token, null, name === "" ? {} : { name });
  keepIdentity({
    agent: answer.agent_id ?? "guest",
    name: name === "" ? "Guest" : name,
    key: answer.api_key ?? "",
    sop: answer.sop_id,
  });
  return answer.sop_id;
}

async function accept(token: string, key: string | null, body: object): Promise<AcceptAnswer> {
  const path = `/v1/invites/${encodeURIComponent(token)}/accept`;
  const answer = await createApi(key).post<AcceptAnswer>(path, body);
  rememberJoined(localStorage, token, answer.sop_id);
  return answer;
}
