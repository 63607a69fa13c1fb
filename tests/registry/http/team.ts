import { EditAnswer } from "#schemas/protocol/http-answers.ts";
import type { Sop } from "#schemas/protocol/document.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import { type Account, register } from "#tests/support/account.ts";
import { startRegistry, type TestOptions, type TestRegistry } from "#tests/support/registry.ts";
import { share } from "#tests/support/share.ts";
import { createTestClock, type TestClock } from "#tests/support/test-clock.ts";

/** A registry with an owner, an editor and a viewer, and SOPs that they share. */
export interface Team extends AsyncDisposable {
  readonly registry: TestRegistry;
  readonly clock: TestClock;
  readonly ann: Account;
  readonly bot: Account;
  readonly eve: Account;
  /** A new SOP of nodes a and b: ann owns it, bot edits it, eve views it. */
  createSop(): Promise<string>;
}

/** Starts it, on a clock that stands still. */
export async function openTeam(options: Omit<TestOptions, "clock"> = {}): Promise<Team> {
  const clock = createTestClock();
  const registry = await startRegistry({ ...options, clock });
  const [ann, bot, eve] = [
    await register(registry, "ann"),
    await register(registry, "bot"),
    await register(registry, "eve"),
  ];
  return {
    registry,
    clock,
    ann,
    bot,
    eve,
    async createSop() {
      const sop = await ann.createSop();
      await share(ann, sop, bot, "editor");
      await share(ann, sop, eve, "viewer");
      return sop;
    },
    [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose](),
  };
}

/** Edits by PATCH; gives the version. */
export async function edit(who: Account, sop: string, ...ops: PatchOp[]): Promise<number> {
  const type = { "content-type": "application/json-patch+json" };
  const answer = await who.call("PATCH", `/v1/sop/${sop}`, ops, type);
  if (answer.status !== 200) throw new Error(`edit: ${answer.status} ${await answer.text()}`);
  return EditAnswer.parse(await answer.json()).version;
}

/** `replace` of a node's instruction. */
export function instruct(node: string, value: string): PatchOp {
  return { op: "replace", path: `/nodes/${node}/data/instruction`, value };
}

/** The SOP, with a query such as "?version=1". */
export async function readSop(who: Account, sop: string, query = ""): Promise<Sop> {
  return read(who, `/v1/sop/${sop}${query}`);
}

/** What a GET gives, parsed. */
export async function read<Body>(who: Account, path: string): Promise<Body> {
  const answer = await who.call("GET", path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Body;
}

/** What a POST gives, parsed. */
export async function post<Body>(
  who: Account,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Body> {
  const answer = await who.call("POST", path, body, headers);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Body;
}

/** Types and authors of the activity, newest first, members left out. */
export async function readActivity(who: Account, sop: string): Promise<Record<string, unknown>[]> {
  const { items } = await read<{ items: Record<string, unknown>[] }>(who, `/v1/sop/${sop}/activity`);
  return items.filter(({ type }) => type !== "member_added").map(({ at: _at, ...item }) => item);
}
