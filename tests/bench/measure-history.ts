import type { PatchOp } from "#schemas/change/op.ts";
import type { RevertAnswer } from "#schemas/protocol/history.ts";
import { type Account, register } from "#tests/support/account.ts";
import { startRegistry } from "#tests/support/registry.ts";
import { share } from "#tests/support/share.ts";
import { quantile } from "./quantile.ts";
import { sizedGraph } from "./sized-graph.ts";

export type HistoryFigures = {
  nodes: number;
  versions: number;
  reads: number;
  /** Milliseconds to read a version of its past, by HTTP, whole. */
  p50: number;
  p99: number;
  worst: number;
  /** Milliseconds to compare two of them. */
  diffP50: number;
  /** Milliseconds to plan the taking back of what one of two authors did in all of it, and how many versions that is. */
  revertMs: number;
  undone: number;
};

/** As many messages as a call takes. */
const BATCH = 100;

/** Two authors make `versions` versions of a SOP, every other one each; then it is read as it was, at random versions. */
export async function measureHistory(
  nodes: number,
  versions: number,
  reads: number,
): Promise<HistoryFigures> {
  const fast = { patch_rate: 1_000_000, patch_burst: 1_000_000, call_rate: 100_000, call_burst: 100_000 };
  await using registry = await startRegistry({ limits: fast });
  const authors = [await register(registry, "ann"), await register(registry, "bot")] as const;
  const [ann, bot] = authors;
  const sop = await ann.createSop(sizedGraph(nodes, Math.floor(nodes * 1.25)));
  await share(ann, sop, bot, "editor");
  for (let made = 0; made < versions; made += 2 * BATCH)
    for (const [turn, author] of authors.entries()) {
      const first = made + turn * BATCH;
      await send(author, sop, Math.min(BATCH, versions - first), first, nodes);
    }
  const path = `/v1/sop/${sop}`;
  const at = (n: number) => (n * 7919) % versions;
  const looks: number[] = [];
  for (let n = 0; n < reads; n++) looks.push(await timeGet(ann, `${path}?version=${at(n)}`));
  const diffs: number[] = [];
  for (let n = 0; n < reads / 10; n++)
    diffs.push(await timeGet(ann, `${path}/diff?from=${at(n)}&to=${at(n + 1)}`));
  const started = performance.now();
  const body = { agent: "bot", since: 0, dry_run: true };
  const plan = (await (await ann.call("POST", `${path}/revert`, body)).json()) as RevertAnswer;
  return {
    nodes,
    versions,
    reads,
    p50: quantile(looks, 0.5),
    p99: quantile(looks, 0.99),
    worst: Math.max(...looks),
    diffP50: quantile(diffs, 0.5),
    revertMs: performance.now() - started,
    undone: plan.undone.length,
  };
}

/** Each author moves nodes of their own, so that all of it can be taken back. */
async function send(
  author: Account,
  sop: string,
  count: number,
  first: number,
  nodes: number,
): Promise<void> {
  const messages = Array.from({ length: Math.max(0, count) }, (_, n) => {
    const number = first + n;
    const node = (((number * 31) % (nodes / 2)) * 2 + (author.agent === "bot" ? 1 : 0)) % nodes;
    const value = { x: number, y: first };
    const ops: PatchOp[] = [{ op: "replace", path: `/nodes/n${node}/position`, value }];
    return { type: "patch", id: `p${number}`, base: null, ts: Date.now(), ops };
  });
  const answer = await author.call("POST", `/v1/sop/${sop}/messages?client=bench-${author.agent}`, messages);
  const told = (await answer.json()) as { type: string }[];
  const isAll = told.every(({ type }) => type === "patch" || type === "patches");
  if (!answer.ok || !isAll) throw new Error(`edits were refused: ${JSON.stringify(told).slice(0, 500)}`);
}

async function timeGet(who: Account, path: string): Promise<number> {
  const started = performance.now();
  const answer = await who.call("GET", path);
  await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return performance.now() - started;
}
