import type { Role, Visibility } from "#schemas/protocol/document.ts";
import type { Account } from "./account.ts";

/** Gives an account a role on a SOP, as its owner would. */
export async function share(owner: Account, sop: string, who: Pick<Account, "agent">, role: Role) {
  const path = `/v1/sop/${sop}/members/${encodeURIComponent(who.agent)}`;
  const answer = await owner.call("PUT", path, { role });
  if (answer.status !== 200) throw new Error(`share: ${answer.status} ${await answer.text()}`);
}

/** Says who may accept links to a SOP. */
export async function openUp(owner: Account, sop: string, visibility: Visibility) {
  const answer = await owner.call("PUT", `/v1/sop/${sop}`, { visibility });
  if (answer.status !== 200) throw new Error(`open up: ${answer.status} ${await answer.text()}`);
}

/** `<status> <code>` of an answer that is a refusal, `<status>` of another. */
export async function verdictOf(answer: Response | Promise<Response>): Promise<string> {
  const response = await answer;
  const text = await response.text();
  const { code } = text.startsWith("{") ? (JSON.parse(text) as { code?: string }) : {};
  return code === undefined ? `${response.status}` : `${response.status} ${code}`;
}

/** Makes a link and gives what the registry says of it. */
export async function invite(owner: Account, sop: string, body: object) {
  const answer = await owner.call("POST", `/v1/sop/${sop}/invites`, body);
  if (answer.status !== 201) throw new Error(`invite: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { id: string; token: string; url: string; uses: number };
}

/** Takes a link. */
export function accept(who: Account, token: string, body?: object): Promise<Response> {
  return who.call("POST", `/v1/invites/${token}/accept`, body);
}
