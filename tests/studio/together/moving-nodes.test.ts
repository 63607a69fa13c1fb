import { expect, test } from "bun:test";
import type { Node } from "#schemas/graph/node.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { placesOf, withPlaces } from "#studio/together/moving-nodes.ts";

const node = (id: string): Node => ({
  id,
  type: "step",
  position: { x: 0, y: 0 },
  data: { step: id, instruction: "" },
});
const peer = (name: string, moving?: Peer["moving"]): Peer => ({
  peer: name,
  agent: name,
  name,
  color: "#000",
  role: "editor",
  connected_at: 0,
  status: "active",
  ...(moving && { moving }),
});

test("[U60] a node that somebody else drags is drawn where they drag it; all others are the very same", () => {
  const [a, b] = [node("a"), node("b")];
  const places = placesOf(
    [peer("me", { b: { x: 1, y: 1 } }), peer("bob", { a: { x: 5, y: 6 } })],
    "me",
    new Map(),
  );
  const drawn = withPlaces([a, b], places);
  expect(drawn[0]).toEqual({ ...a, position: { x: 5, y: 6 } });
  expect(drawn[1]).toBe(b);
  expect(withPlaces([a, b], places)[0]).toBe(drawn[0] as Node);
  expect(placesOf([peer("bob", { a: { x: 5, y: 6 } })], "me", places)).toBe(places);
  expect(withPlaces([a, b], new Map())).toEqual([a, b]);
});
