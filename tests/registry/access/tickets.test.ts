import { expect, test } from "bun:test";
import type { Caller } from "#registry/access/keys.ts";
import { createTickets } from "#registry/access/tickets.ts";

function callerOf(agent_id: string, expires_at: number | null = null): Caller {
  const agent = { agent_id, name: agent_id, org_id: "main", created_at: 0 };
  return { agent, key: { kind: "key", hash: `key ${agent_id}`, scopes: ["read"], expires_at, sop: null } };
}

test("[A9] a ticket is good once, for its SOP, until its time", () => {
  const tickets = createTickets();
  const ann = callerOf("ann");
  const issue = () => tickets.issue(ann, "sop-1", 1_000).ticket;
  const good = issue();
  expect(tickets.redeem(good, "sop-1", 30_999)).toBe(ann);
  expect(tickets.redeem(good, "sop-1", 30_999)).toBeNull();
  expect(tickets.redeem(issue(), "sop-1", 31_000)).toBeNull();
  const elsewhere = issue();
  expect(tickets.redeem(elsewhere, "sop-2", 1_000)).toBeNull();
  expect(tickets.redeem(elsewhere, "sop-1", 1_000)).toBeNull();
  expect(tickets.redeem("", "sop-1", 1_000)).toBeNull();
});

test("[A9] a ticket dies with its key: revoked, or ended", () => {
  const tickets = createTickets();
  const { ticket } = tickets.issue(callerOf("ann"), "sop-1", 0);
  const others = tickets.issue(callerOf("bob"), "sop-1", 0);
  tickets.endKeys(["key ann"]);
  expect(tickets.redeem(ticket, "sop-1", 1)).toBeNull();
  expect(tickets.redeem(others.ticket, "sop-1", 1)).not.toBeNull();
  const short = tickets.issue(callerOf("cat", 500), "sop-1", 0);
  expect(short.expires_at).toBe(500);
  expect(tickets.redeem(short.ticket, "sop-1", 500)).toBeNull();
});

test("[A9] an agent that asks for tickets without end crowds out its own alone", () => {
  const tickets = createTickets();
  const bobs = tickets.issue(callerOf("bob"), "sop-1", 0);
  const anns = Array.from({ length: 200 }, () => tickets.issue(callerOf("ann"), "sop-1", 0).ticket);
  const good = anns.filter((ticket) => tickets.redeem(ticket, "sop-1", 1) !== null);
  expect(good).toEqual(anns.slice(-50));
  expect(tickets.redeem(bobs.ticket, "sop-1", 1)).not.toBeNull();
});
