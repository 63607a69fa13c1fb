import { afterAll, beforeAll, expect, test } from "bun:test";
import { connect } from "node:net";
import { smallGraph } from "./graphs.ts";
import { verdictOf } from "./http-caller.ts";
import { openWorld, type World } from "./world.ts";

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld({ limits: { frame_bytes: 1000, body_bytes: 5000 } });
  id = (await world.createSop()).id;
});
afterAll(() => world.close());

/** A JSON text of exactly this many bytes. */
const textOf = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;
const send = (method: string, path: string, raw: string) => world.call(method, path, { key: world.key, raw });

test("[B1] a body past its size is 413 limit, told or not how long it is", async () => {
  const sop = `/v1/sop/${id}`;
  expect(verdictOf(await send("PATCH", sop, textOf(1001)))).toBe("413 limit");
  expect(verdictOf(await send("PATCH", sop, textOf(1000)))).toBe("422 malformed");
  for (const [method, path] of [
    ["POST", "/v1/sop"],
    ["PUT", sop],
    ["POST", `${sop}/messages`],
  ] as const) {
    expect(verdictOf(await send(method, path, textOf(5001)))).toBe("413 limit");
    expect(verdictOf(await send(method, path, textOf(5000)))).toStartWith("422");
  }
  expect(await sendChunked(`/v1/sop/${id}`, 2000)).toContain("413");
  expect((await send("POST", "/v1/sop", JSON.stringify({ graph: smallGraph() }))).status).toBe(201);
});

test("[B1] whoever has no key gets no megabytes read", async () => {
  const raw = textOf(20_000);
  expect(verdictOf(await world.call("POST", "/v1/auth/register", { raw }))).toBe("413 limit");
});

test("[B4] bodies that are no UTF-8, no JSON or deeper than any are refused, and the next call works", async () => {
  const deep = `${"[".repeat(400)}${"]".repeat(400)}`;
  for (const path of ["/v1/sop", `/v1/sop/${id}/messages`]) {
    expect(verdictOf(await send("POST", path, "{"))).toBe("422 malformed");
    expect(verdictOf(await send("POST", path, ""))).toBe("422 malformed");
    const raw = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);
    expect(verdictOf(await world.call("POST", path, { key: world.key, raw }))).toBe("422 malformed");
    expect(verdictOf(await send("POST", path, deep))).toBe("413 limit");
  }
  expect((await world.read(id)).version).toBe(0);
});

test("[B4] another content type is 415 and says which one is wanted", async () => {
  const headers = { "content-type": "text/plain" };
  const reply = await world.call("POST", "/v1/sop", { key: world.key, raw: "{}", headers });
  expect(verdictOf(reply)).toBe("415 unsupported_media_type");
  expect(reply.body.detail).toContain("application/json");
});

/** Sends a PATCH in chunks, without a length; resolves to the first line of the answer. */
function sendChunked(path: string, bytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", reject);
    socket.on("data", (data) => {
      resolve(data.toString().split("\r\n", 1)[0] ?? "");
      socket.destroy();
    });
    const type = "content-type: application/json-patch+json\r\ntransfer-encoding: chunked";
    socket.write(
      `PATCH ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.key}\r\n${type}\r\n\r\n`,
    );
    const chunk = "x".repeat(bytes / 4);
    for (let i = 0; i < 4; i++) socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
    socket.write("0\r\n\r\n");
  });
}
