import { expect, test } from "bun:test";
import { playDemo } from "./play.ts";

test("[P3] [T1] [T6] [T9] [O4] [S1] [A25] [A27] the demonstration ends with one document everywhere, kill -9 and all", async () => {
  const lines: string[] = [];
  const { different, compared, version } = await playDemo((line) => lines.push(line));
  expect(different).toEqual([]);
  expect(compared).toHaveLength(4);
  expect(version).toBeGreaterThan(20);
  const text = lines.join("\n");
  for (const told of [
    "superseded, because of",
    "dangling_edge",
    "edge_rejected",
    "judged before",
    "403 forbidden",
    "is held by mia-",
    "node_locked",
    "you are viewer now",
    "not taken (forbidden)",
    "killed",
  ]) {
    expect(text).toContain(told);
  }
}, 60_000);
