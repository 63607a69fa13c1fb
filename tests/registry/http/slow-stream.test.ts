import { expect, test } from "bun:test";
import { connect, type Socket } from "node:net";
import { openEvents } from "#tests/contract-client/event-stream.ts";
import { openWorld, type World } from "./world.ts";

/** More than the machine's own buffers on the way take: what is beyond them is unread in the registry. */
const EDITS = 60;
const EDIT_BYTES = 200_000;

test("[P9] a stream whose reader stops reading is cut off and leaves, the others hear everything", async () => {
  const world = await openWorld({ limits: { unread_bytes: 500_000, grace_ms: 1 } });
  const { id } = await world.createSop();
  const owner = { id: "owner", key: world.key };
  const reader = await openEvents(world.url, owner, id, { query: "client=reader-01" });
  await reader.next();
  const slow = openUnread(world, id, "slow-0001");
  try {
    expect((await reader.next()).event).toBe("join");
    const heard: number[] = [];
    const left: string[] = [];
    const hear = async () => {
      const { data } = await reader.next();
      if (data.type === "patch") heard.push(data.version);
      if (data.type === "leave") left.push(data.peer);
    };
    for (let version = 1; version <= EDITS; version++) {
      const value = String(version % 10).repeat(EDIT_BYTES);
      await world.edit(id, [{ op: "add", path: "/description", value }]);
      while (heard.length < version) await hear();
    }
    while (left.length === 0) await hear();
    expect(left).toEqual(["owner/slow-0001"]);
    expect(heard).toEqual(Array.from({ length: EDITS }, (_, i) => i + 1));
  } finally {
    slow.destroy();
    await reader.close();
    await world.close();
  }
});

/** Opens an event stream and reads nothing of it. */
function openUnread(world: World, id: string, client: string): Socket {
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.pause();
  socket.write(
    `GET /v1/sop/${id}/events?client=${client} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.key}\r\n\r\n`,
  );
  return socket;
}
