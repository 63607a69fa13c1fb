import { call } from "#tests/contract-client/http-client.ts";
import { acceptInvite, makeInvite, setRole } from "#tests/contract-client/invites.ts";
import type { Op } from "#tests/contract-client/json.ts";
import type { Stage } from "./stage.ts";

const replace = (path: string, value: string): Op => ({ op: "replace", path, value });

/** Mia's SOP becomes everybody's: a link for Jonas, a role for the agent. */
export async function playInvite({ registry, agents, sop, mia, jonas, transcript }: Stage): Promise<void> {
  const { url } = registry;
  transcript.scene("An invite");
  await mia.comeOnline();
  transcript.does("Mia", "opens her SOP; nobody else knows of it");
  const before = await call<{ code: string }>(url, agents.jonas, "GET", `/sop/${sop.id}`);
  transcript.does("Jonas", "tries its address");
  transcript.says(`${before.status} ${before.body.code}`);
  const body = { role: "editor", agents: [agents.jonas.id], max_uses: 1 };
  const invite = await makeInvite(url, agents.mia, sop.id, body);
  transcript.does("Mia", "makes a link that is for Jonas alone, as an editor, and sends it to him");
  const preview = await call<{ role: string; invited_by: string }>(
    url,
    agents.jonas,
    "GET",
    `/invites/${invite.token}`,
  );
  transcript.does("Jonas", "looks what it is for, and accepts it");
  const accepted = await acceptInvite(url, agents.jonas, invite.token);
  transcript.says(`invited by ${preview.body.invited_by} as ${preview.body.role}; now ${accepted.body.role}`);
  const bot = await acceptInvite<{ code: string }>(url, agents.bot, invite.token);
  transcript.does("agent", "found the link in a log, and tries it too");
  transcript.says(`${bot.status} ${bot.body.code}`);
  await setRole(url, agents.mia, sop.id, agents.bot, "editor");
  transcript.does("Mia", "makes the agent an editor by its name");
  await jonas.comeOnline();
  transcript.does("Jonas", "opens the SOP; the agent works on it over HTTP with an API key of its own");
}

/** A node that somebody holds: others are refused it, and told by whom. */
export async function playLock({ mia, jonas, transcript, tell }: Stage): Promise<void> {
  const node = "reproduce";
  transcript.scene("A lock refused");
  transcript.does("Mia", `holds "${node}" while she rewrites it`);
  mia.peer.send({ type: "lock", nodes: [node] });
  await jonas.peer.until(
    "locks",
    ({ peer, nodes }) => peer === mia.peer.init.you.peer && nodes.includes(node),
  );
  transcript.does("Jonas", "asks for it as well");
  jonas.peer.send({ type: "lock", nodes: [node] });
  const answer = await jonas.peer.until("locks", ({ denied }) => denied !== undefined);
  transcript.says(`denied: ${answer.denied?.map((one) => `${one.node} is held by ${one.peer}`).join(", ")}`);
  transcript.does("Jonas", "writes into it all the same");
  await tell("Jonas", await jonas.edit([replace(`/nodes/${node}/data/instruction`, "Try it.")]));
  const from = jonas.peer.log.length;
  mia.peer.send({ type: "lock", nodes: [] });
  await jonas.peer.until("locks", ({ nodes }) => nodes.length === 0, from);
  transcript.does("Mia", "is done and lets go");
  await tell("Jonas", await jonas.edit([replace(`/nodes/${node}/data/instruction`, "Try it twice.")]));
}

/** Rights that change while the socket is open: no reconnect, and nothing more is taken. */
export async function playDemotion({ registry, agents, sop, jonas, transcript, tell }: Stage): Promise<void> {
  const path = "/nodes/reproduce/data/instruction";
  transcript.scene("An editor demoted live");
  transcript.does("Mia", "makes Jonas a viewer, while he writes");
  await setRole(registry.url, agents.mia, sop.id, agents.jonas, "viewer");
  const { role } = await jonas.peer.until("role", (message) => message.role === "viewer");
  transcript.says(`to Jonas, on his open socket: you are ${role} now`);
  transcript.does("Jonas", "sends what he had written");
  await tell("Jonas", await jonas.edit([replace(path, "Written a moment too late.")]));
  await setRole(registry.url, agents.mia, sop.id, agents.jonas, "editor");
  await jonas.peer.until("role", (message) => message.role === "editor");
  transcript.does("Mia", "makes him an editor again");
  await tell("Jonas", await jonas.edit([replace(path, "Written in time.")]));
}
