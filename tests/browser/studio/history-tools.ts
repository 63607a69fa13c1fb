import { expect } from "bun:test";
import type { Locator, Page } from "playwright-core";
import type { Studio, User } from "./harness.ts";

function step(id: string, y: number, name: string, instruction: string) {
  return { id, type: "step", position: { x: 0, y }, data: { step: name, instruction } };
}

const GRAPH = {
  name: "Refund a customer",
  domain: "support",
  nodes: {
    a: step("a", 0, "Triage", "Read the ticket."),
    b: step("b", 200, "Check the order", "Open it."),
    c: step("c", 400, "Refund", "Pay it back."),
  },
  edges: { ab: { id: "ab", source: "a", target: "b" } },
};

/** A SOP with a past: version 1 is the owner's; by 2 and 3 the other removed "Refund", added "Ask" and wrote in "Check the order". */
export async function makePast(studio: Studio, owner: User, other: User): Promise<string> {
  const sop = await studio.sopOf(owner, [other], GRAPH);
  await edit(owner, sop, write("a", "Read the ticket twice."));
  await edit(
    other,
    sop,
    { op: "remove", path: "/nodes/c" },
    { op: "add", path: "/nodes/d", value: step("d", 400, "Ask", "") },
  );
  await edit(other, sop, write("b", "Open it, Bob says."));
  return sop;
}

/** Edits a SOP from elsewhere. */
export async function edit(user: User, sop: string, ...ops: readonly object[]): Promise<void> {
  const type = { "content-type": "application/json-patch+json" };
  const answer = await user.call("PATCH", `/v1/sop/${sop}`, ops, type);
  expect(answer.status).toBe(200);
}

/** The op that writes a step's instruction. */
export function write(node: string, value: string) {
  return { op: "replace", path: `/nodes/${node}/data/instruction`, value };
}

/** Names a version from elsewhere. */
export async function nameVersion(user: User, sop: string, version: number, label: string): Promise<void> {
  const answer = await user.call("POST", `/v1/sop/${sop}/versions`, { version, label });
  expect(answer.status).toBe(201);
}

/** Opens a SOP with its history beside it. */
export async function openHistory(user: User, sop: string): Promise<Page> {
  await user.openSop(sop);
  const { page } = user;
  await page.getByRole("button", { name: "History", exact: true }).click();
  await page.getByRole("region", { name: "Today" }).waitFor();
  return page;
}

/** A step on the canvas. */
export function stepOf(page: Page, name: string): Locator {
  return page
    .getByRole("main", { name: "Canvas" })
    .getByRole("group", { name: `Step: ${name}`, exact: true });
}

/** Chooses what is to be done with a version, in its menu. */
export async function chooseOf(page: Page, version: number, item: RegExp): Promise<void> {
  await page
    .getByRole("button", { name: `More for version ${version}`, exact: true })
    .first()
    .click();
  await page.getByRole("menuitem", { name: item }).click();
}
