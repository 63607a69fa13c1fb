import { call, type Agent, type Reply } from "./http-client.ts";

/** What making a link answers. */
export type Invite = {
  id: string;
  token: string;
  url: string;
  role: string;
  uses: number;
  max_uses?: number;
};

/** What accepting a link answers; `api_key` for a guest. */
export type Accepted = { sop_id: string; role: string; api_key?: string };

/** Makes a link; throws unless it is 201. */
export async function makeInvite(url: string, owner: Agent, sopId: string, body: object): Promise<Invite> {
  const reply = await call<Invite>(url, owner, "POST", `/sop/${sopId}/invites`, { body });
  if (reply.status !== 201) throw new Error(`invite: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

/** Takes a link; `agent` null: as a guest. */
export function acceptInvite<T = Accepted>(
  url: string,
  agent: Agent | null,
  token: string,
): Promise<Reply<T>> {
  return call<T>(url, agent, "POST", `/invites/${token}/accept`);
}

/** Gives a role; throws unless it is 200. */
export async function setRole(
  url: string,
  owner: Agent,
  sopId: string,
  agent: Agent,
  role: string,
): Promise<void> {
  const reply = await call(url, owner, "PUT", `/sop/${sopId}/members/${agent.id}`, { body: { role } });
  if (reply.status !== 200) throw new Error(`members: ${reply.status} ${JSON.stringify(reply.body)}`);
}
