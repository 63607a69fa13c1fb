import { patchSop } from "#tests/contract-client/http-client.ts";
import type { Op } from "#tests/contract-client/json.ts";
import type { Person } from "#tests/contract-client/person.ts";
import type { Stage } from "./stage.ts";

const replace = (path: string, value: string | number): Op => ({ op: "replace", path, value });

const edge = (id: string, source: string, target: string): Op => ({
  op: "add",
  path: `/edges/${id}`,
  value: { id, source, target },
});

/** Two people write the same place at once; whoever wrote later stands, in both orders of arrival. */
export async function playLastWriteWins({ mia, jonas, transcript, tell }: Stage): Promise<void> {
  const sla = "/nodes/severity/data/conditions/high/sla_min";
  transcript.scene("Last write wins: the later edit arrives last");
  const base = mia.version;
  const early = mia.makeEdit([replace(sla, 90)], { base, agoMs: 4000 });
  const late = jonas.makeEdit([replace(sla, 45)], { base, agoMs: 2000 });
  transcript.does("Mia", "gives high tickets 90 minutes");
  await tell("Mia", await mia.send(early));
  transcript.does("Jonas", "two seconds later, without having seen that: 45 minutes");
  await tell("Jonas", await jonas.send(late));
  transcript.says(`everybody has ${minutesOf(mia, "high")}`);

  transcript.scene("Last write wins: the later edit arrives first");
  const field = "/nodes/severity/data/conditions/normal/sla_min";
  const now = mia.version;
  const slow = mia.makeEdit([replace(field, 600)], { base: now, agoMs: 4000 });
  const fast = jonas.makeEdit([replace(field, 240)], { base: now, agoMs: 2000 });
  transcript.does("Jonas", "gives normal tickets 240 minutes");
  await tell("Jonas", await jonas.send(fast));
  transcript.does("Mia", "wrote 600 minutes two seconds before, on a slow line");
  await tell("Mia", await mia.send(slow));
  transcript.says(`everybody has ${minutesOf(jonas, "normal")}`);
}

/** A node goes while somebody draws an edge to it: refused with who removed it, or undone with a notice. */
export async function playNodeRemovedUnderEdge({ mia, jonas, transcript, tell }: Stage): Promise<void> {
  transcript.scene("A node is removed while an edge to it is being drawn");
  const base = mia.version;
  const drawn = jonas.makeEdit([edge("queue_today-postmortem", "queue_today", "postmortem")], { base });
  transcript.does("Mia", 'removes "Write the post-mortem"');
  await tell("Mia", await mia.edit([{ op: "remove", path: "/nodes/postmortem" }], { base }));
  transcript.does("Jonas", 'had begun to draw an edge to it from "Queue for today"');
  await tell("Jonas", await jonas.send(drawn));

  transcript.scene("The other way round: the edge arrives first");
  const seen = mia.version;
  const removal = mia.makeEdit([{ op: "remove", path: "/nodes/sales_handover" }], { base: seen });
  transcript.does("Jonas", 'draws an edge from "Put in the backlog" to "Hand over to sales"');
  await tell(
    "Jonas",
    await jonas.edit([edge("backlog-sales_handover", "backlog", "sales_handover")], { base: seen }),
  );
  transcript.does("Mia", 'removes "Hand over to sales", not having seen that edge');
  await tell("Mia", await mia.send(removal));
  const notice = await jonas.peer.until("notice");
  transcript.says(
    `to Jonas: your ${notice.patch} was undone (${notice.code}) at ${notice.path}, by version ${notice.by.version}`,
  );
  jonas.peer.send({ type: "seen", notices: [notice.id] });
}

/** Three write one array at once: two people on sockets and the agent over HTTP; each means the element it saw. */
export async function playArrayInserts({
  registry,
  agents,
  sop,
  mia,
  jonas,
  transcript,
  tell,
}: Stage): Promise<void> {
  transcript.scene("One array, three writers: two canvases and an agent with an API key");
  const list = "/nodes/diagnose/data/tool_suggestions";
  const base = mia.version;
  transcript.does("Mia", "puts a tool in front");
  const front = { name: "grafana.open_dashboard", when: "before anything else" };
  await tell("Mia", await mia.edit([{ op: "add", path: `${list}/0`, value: front }], { base }));
  transcript.does("Jonas", "adds one at the end, without having seen that");
  const back = { name: "slack.ask_owner", when: "nobody remembers why it is so" };
  await tell("Jonas", await jonas.edit([{ op: "add", path: `${list}/-`, value: back }], { base }));
  transcript.does("agent", "takes index 1 out: sentry.search_issues, as it was when it read the SOP");
  const reply = await patchSop(registry.url, agents.bot, sop.id, [{ op: "remove", path: `${list}/1` }], {
    query: `base=${base}&client=triage-bot`,
    headers: { "idempotency-key": "agent-1" },
  });
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  transcript.made(reply.body.version, "the agent");
  transcript.says(`${reply.status}, version ${reply.body.version}: ${JSON.stringify(reply.body.ops)}`);
  await Promise.all([mia.peer.reach(reply.body.version), jonas.peer.reach(reply.body.version)]);
  const names = mia.graph.nodes["diagnose"]?.data["tool_suggestions"] as { name: string }[];
  transcript.says(`everybody has ${names.map((tool) => tool.name).join(", ")}`);
}

function minutesOf(person: Person, severity: string): string {
  const data = person.graph.nodes["severity"]?.data as { conditions: Record<string, { sla_min?: number }> };
  return `${data.conditions[severity]?.sla_min} minutes`;
}
