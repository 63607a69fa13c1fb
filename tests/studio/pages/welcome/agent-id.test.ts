import { expect, test } from "bun:test";
import { AgentId } from "#schemas/ids.ts";
import { agentIdFrom, nextAgentId } from "#studio/pages/welcome/agent-id.ts";

test.each([
  ["Ada Lovelace", "ada-lovelace"],
  ["  José  Müller-Łuk ", "jose-muller-uk"],
  ["Al", "user-al"],
  ["李明", "user"],
  ["--- ", "user"],
  ["x".repeat(200), "x".repeat(48)],
])("[U20] the id of %p", (name, id) => {
  expect(agentIdFrom(name)).toBe(id);
  for (let tries = 0; tries < 7; tries += 1) {
    expect(AgentId.safeParse(nextAgentId(id, tries, () => "01234567")).success).toBe(true);
  }
});

test("[U20] a taken id is tried with a number, then with something that nobody has", () => {
  const tried = [0, 1, 4, 5].map((tries) => nextAgentId("ada", tries, () => "f00d"));
  expect(tried).toEqual(["ada", "ada-2", "ada-5", "ada-f00d"]);
});
