import type { RegisterAnswer } from "#schemas/protocol/http.ts";
import { ApiError, type Api } from "../../app/api.ts";
import type { Identity } from "../../app/identity.ts";
import { agentIdFrom, nextAgentId } from "./agent-id.ts";

/** Somebody new, and whether the id they would have had belongs to somebody else. */
export interface Registered {
  readonly identity: Identity;
  readonly taken: string | null;
}

/** Registers an agent under a name. Rejects with `ApiError`. */
export async function registerByName(api: Api, name: string): Promise<Registered> {
  const wanted = agentIdFrom(name);
  for (let tries = 0; ; tries += 1) {
    const agent_id = nextAgentId(wanted, tries, () => crypto.randomUUID().slice(0, 8));
    try {
      const made = await api.post<RegisterAnswer>("/v1/auth/register", { agent_id, name });
      const identity = { agent: made.agent_id, name: made.name, key: made.api_key };
      return { identity, taken: tries === 0 ? null : wanted };
    } catch (error) {
      const isTaken = error instanceof ApiError && error.code === "agent_taken";
      if (!isTaken || tries >= MOST_TRIES) throw error;
    }
  }
}

/** With a random suffix from the sixth on, more would mean that something else is wrong. */
const MOST_TRIES = 8;
