import { expect, test } from "bun:test";
import { encodeError, encodeOutcome } from "#registry/room/encode-outcome.ts";
import { encodePatches } from "#registry/room/encode-patch.ts";
import { encodeEnvelopeChange } from "#registry/room/encode-sop.ts";
import { ServerMessage } from "#schemas/protocol/server-message.ts";

function patchOf(version: number, id: string) {
  const ops = '[{"op":"add","path":"/nodes/a/position/x","value":1}]';
  return { version, head: "abcdefgh", id, peer: "ann/tab-one-1", ts: 5, ops, delta: "{}" };
}

function decode(text: string) {
  return ServerMessage.parse(JSON.parse(text));
}

test("[P3] one patch is told as patch, several as patches, each with where a stream can go on", () => {
  const one = encodePatches([patchOf(1, 'an "odd" id\n')]);
  expect(one).toMatchObject({ type: "patch", mark: "1-abcdefgh" });
  expect(decode(one.text)).toEqual({
    type: "patch",
    version: 1,
    head: "abcdefgh",
    id: 'an "odd" id\n',
    peer: "ann/tab-one-1",
    agent: "ann",
    ts: 5,
    ops: [{ op: "add", path: "/nodes/a/position/x", value: 1 }],
  });
  const several = encodePatches([patchOf(1, "p1"), patchOf(2, "p2")]);
  expect(several).toMatchObject({ type: "patches", mark: "2-abcdefgh" });
  const message = decode(several.text);
  expect(message.type === "patches" && message.patches.map(({ id }) => id)).toEqual(["p1", "p2"]);
});

test("[P4] an outcome names the cause by its agent, and the holder of a lock by its peer too", () => {
  const { text } = encodeOutcome("p1", {
    version: 4,
    ops: [
      { op: 0, status: "rejected", code: "deleted", by: { peer: "bob/tab-two-2", version: 3 } },
      { op: 1, status: "rejected", code: "node_locked", by: { peer: "bob/tab-two-2", version: null } },
      { op: 2, status: "noop" },
    ],
  });
  expect(decode(text)).toEqual({
    type: "outcome",
    id: "p1",
    version: 4,
    ops: [
      { op: 0, status: "rejected", code: "deleted", by: { agent: "bob", version: 3 } },
      { op: 1, status: "rejected", code: "node_locked", by: { agent: "bob", peer: "bob/tab-two-2" } },
      { op: 2, status: "noop" },
    ],
  });
});

test("[P4] an error names its patch where there is one", () => {
  expect(decode(encodeError("too_old", "before the horizon", "p1").text)).toEqual({
    type: "error",
    code: "too_old",
    message: "before the horizon",
    id: "p1",
  });
  expect(decode(encodeError("malformed", "not JSON").text)).toEqual({
    type: "error",
    code: "malformed",
    message: "not JSON",
  });
});

test("[D6] a change of the envelope is told with times as everywhere in an envelope", () => {
  const { text } = encodeEnvelopeChange({ visibility: "org", updated_at: 0 });
  expect(decode(text)).toEqual({ type: "sop", visibility: "org", updated_at: "1970-01-01T00:00:00.000Z" });
});
