import type { KeyPage } from "#schemas/protocol/http.ts";
import { ApiError, createApi } from "../../app/api.ts";
import type { Identity } from "../../app/identity.ts";

/** Whose key this is. Rejects with `ApiError` where the registry does not take it. */
export async function identityOfKey(key: string): Promise<Identity> {
  const { agent_id, name } = await createApi(key).get<KeyPage>("/v1/auth/keys");
  return { agent: agent_id, name, key };
}

/** What to tell somebody whose key was not taken. */
export function explainKeyRefusal(error: unknown): string {
  if (!(error instanceof ApiError)) return "Something went wrong. Try again.";
  switch (error.code) {
    case "unauthenticated":
      return "The registry does not know this key. It may have been revoked, or a part of it is missing.";
    case "forbidden":
      return "This is a guest's key. It opens its own SOP alone: come by the invite link again.";
    default:
      return error.message;
  }
}
