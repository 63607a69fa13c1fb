import { expect, test } from "bun:test";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { seededRandom } from "#tests/contract-client/random-edits.ts";
import { startProxy, type FaultProxy } from "./proxy.ts";

/** Both ends of a connection through a proxy. */
interface Pair {
  readonly proxy: FaultProxy;
  readonly near: End;
  readonly far: End;
}

interface End {
  readonly socket: Socket;
  readonly text: () => string;
  /** What ended it: "fin", or "rst". */
  readonly ended: Promise<string>;
  /** Resolves when all of `text` has come. */
  heard(text: string): Promise<void>;
}

test("bytes pass both ways, and so does an end", async () => {
  await withPair(async ({ near, far }) => {
    near.socket.write("up");
    await far.heard("up");
    far.socket.write("down");
    await near.heard("down");
    near.socket.end();
    expect(await far.ended).toBe("fin");
  });
});

test("a slow line keeps the order, whatever the jitter", async () => {
  await withPair(async ({ proxy, near, far }) => {
    proxy.inflict({ kind: "slow", delayMs: 20, jitterMs: 30, ms: 10_000 });
    const from = performance.now();
    const words = Array.from({ length: 30 }, (_, i) => `${i} `);
    for (const word of words) {
      near.socket.write(word);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    await far.heard(words.join(""));
    expect(performance.now() - from).toBeGreaterThanOrEqual(19);
  });
});

test("a narrow line takes its time, and passes everything", async () => {
  await withPair(async ({ proxy, near, far }) => {
    proxy.inflict({ kind: "narrow", bytesPerSecond: 100_000, ms: 10_000 });
    const from = performance.now();
    near.socket.write("x".repeat(20_000));
    await far.heard("x".repeat(20_000));
    expect(performance.now() - from).toBeGreaterThan(150);
  });
});

test("a frozen line passes nothing, and then everything", async () => {
  await withPair(async ({ proxy, near, far }) => {
    proxy.inflict({ kind: "freeze", ms: 150 });
    const from = performance.now();
    near.socket.write("late");
    far.socket.write("too");
    await Promise.all([far.heard("late"), near.heard("too")]);
    expect(performance.now() - from).toBeGreaterThanOrEqual(140);
  });
});

test("a mute line is mute one way", async () => {
  await withPair(async ({ proxy, near, far }) => {
    proxy.inflict({ kind: "mute", way: "up", ms: 10_000 });
    near.socket.write("unheard");
    far.socket.write("heard");
    await near.heard("heard");
    expect(far.text()).toBe("");
    proxy.heal();
    await far.heard("unheard");
  });
});

test("a half-open line tells neither side of the other's end until it is healed", async () => {
  await withPair(async ({ proxy, near, far }) => {
    proxy.inflict({ kind: "half_open" });
    let told = false;
    void near.ended.then(() => (told = true));
    far.socket.resetAndDestroy();
    await far.ended;
    const other = await openEnd(proxy.port);
    other.socket.destroy();
    expect(told).toBe(false);
    proxy.heal();
    expect(await near.ended).toBe("rst");
  });
});

test("a cut is told to both sides, by FIN or by RST", async () => {
  for (const how of ["fin", "rst"] as const)
    await withPair(async ({ proxy, near, far }) => {
      proxy.inflict({ kind: "cut", how });
      expect(await Promise.all([near.ended, far.ended])).toEqual([how, how]);
      expect(proxy.inflicted.cut).toBe(1);
    });
});

test("while it refuses, nobody new gets through, and those that stand go on", async () => {
  await withPair(async ({ proxy, near, far }) => {
    proxy.inflict({ kind: "refuse", ms: 10_000 });
    const refused = await openEnd(proxy.port);
    await refused.ended;
    near.socket.write("on");
    await far.heard("on");
    proxy.heal();
    const taken = await openEnd(proxy.port);
    taken.socket.end("hello");
    expect(await taken.ended).toBe("fin");
  });
});

test("who writes faster than the line is wide has to wait", async () => {
  await withPair(async ({ proxy, near, far }) => {
    proxy.inflict({ kind: "freeze", ms: 10_000 });
    far.socket.resume();
    const isFree = near.socket.write(Buffer.alloc(32 * 1024 * 1024));
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect(isFree).toBe(false);
    expect(near.socket.writableLength).toBeGreaterThan(8 * 1024 * 1024);
  });
});

async function withPair(run: (pair: Pair) => Promise<void>): Promise<void> {
  const farEnds: ((end: End) => void)[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const end = watch(socket);
    const take = farEnds.shift();
    if (take === undefined) void end.ended.then(() => socket.end());
    else take(end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy = await startProxy((server.address() as AddressInfo).port, seededRandom(1));
  const taken = new Promise<End>((resolve) => farEnds.push(resolve));
  const near = await openEnd(proxy.port);
  const far = await taken;
  try {
    await run({ proxy, near, far });
  } finally {
    near.socket.destroy();
    far.socket.destroy();
    await proxy.stop();
    server.close();
  }
}

function openEnd(port: number): Promise<End> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true }, () => resolve(end));
    const end = watch(socket);
  });
}

function watch(socket: Socket): End {
  let text = "";
  const waiting = new Set<() => void>();
  socket.on("data", (bytes: Buffer) => {
    text += bytes.toString();
    for (const look of waiting) look();
  });
  const ended = new Promise<string>((resolve) => {
    socket.on("end", () => resolve("fin"));
    socket.on("error", () => resolve("rst"));
    socket.on("close", () => resolve("rst"));
  });
  const heard = (whole: string) =>
    new Promise<void>((resolve) => {
      const look = () => void (text === whole && resolve());
      waiting.add(look);
      look();
    });
  return { socket, text: () => text, ended, heard };
}
