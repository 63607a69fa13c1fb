import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { Random } from "#tests/contract-client/random-edits.ts";
import { CLEAR, openLane, type Lane, type Shape } from "./lane.ts";

/** What can happen to connections. `ms`: how long it lasts. */
export type Fault =
  | { readonly kind: "slow"; readonly delayMs: number; readonly jitterMs: number; readonly ms: number }
  | { readonly kind: "narrow"; readonly bytesPerSecond: number; readonly ms: number }
  /** Bytes stop both ways, then go on. */
  | { readonly kind: "freeze"; readonly ms: number }
  /** Bytes stop one way: "up" is towards the registry. */
  | { readonly kind: "mute"; readonly way: "up" | "down"; readonly ms: number }
  /** Bytes stop both ways for good and nobody is told; what is left of it is reset by `heal`. */
  | { readonly kind: "half_open" }
  | { readonly kind: "cut"; readonly how: "fin" | "rst" }
  /** New connections are reset; those that stand go on. */
  | { readonly kind: "refuse"; readonly ms: number };

export type FaultKind = Fault["kind"];

/** A stretch of bad network on 127.0.0.1 before a port. */
export interface FaultProxy {
  readonly port: number;
  readonly connections: number;
  /** How many connections each kind has met. */
  readonly inflicted: Readonly<Record<FaultKind, number>>;
  /** Does it to each living connection with the probability `share`. */
  inflict(fault: Fault, share?: number): void;
  /** Everything is well again; what was half open is reset. */
  heal(): void;
  stop(): Promise<void>;
}

interface Line {
  readonly client: Socket;
  readonly server: Socket;
  readonly up: Lane;
  readonly down: Lane;
  isDead: boolean;
  timer: Timer | undefined;
}

/** Starts a proxy on a free port before `target`. */
export async function startProxy(target: number, random: Random): Promise<FaultProxy> {
  const lines = new Set<Line>();
  const inflicted = { slow: 0, narrow: 0, freeze: 0, mute: 0, half_open: 0, cut: 0, refuse: 0 };
  let refusedUntil = 0;

  const server = createServer({ allowHalfOpen: true }, (client) => {
    client.on("error", () => undefined);
    if (performance.now() < refusedUntil) {
      inflicted.refuse++;
      client.resetAndDestroy();
      return;
    }
    lines.add(openLine(client, target, random, (line) => lines.delete(line)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return lines.size;
    },
    inflicted,
    inflict: (fault, share = 1) => {
      if (fault.kind === "refuse") refusedUntil = performance.now() + fault.ms;
      for (const line of lines) {
        if (line.isDead || fault.kind === "refuse" || random() >= share) continue;
        inflicted[fault.kind]++;
        applyFault(line, fault);
      }
    },
    heal: () => {
      refusedUntil = 0;
      for (const line of lines) {
        if (line.isDead) reset(line);
        else reshape(line, CLEAR, CLEAR);
      }
    },
    stop: async () => {
      for (const line of lines) reset(line);
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function openLine(client: Socket, target: number, random: Random, closed: (line: Line) => void): Line {
  const server = connect({ port: target, host: "127.0.0.1", allowHalfOpen: true });
  server.on("error", () => undefined);
  for (const socket of [client, server]) socket.setNoDelay(true);
  const up = openLane(client, server, random);
  const down = openLane(server, client, random);
  const line: Line = { client, server, up, down, isDead: false, timer: undefined };
  let open = 2;
  const close = () => {
    if (--open > 0) return;
    clearTimeout(line.timer);
    closed(line);
  };
  client.on("close", close);
  server.on("close", close);
  return line;
}

function applyFault(line: Line, fault: Exclude<Fault, { kind: "refuse" }>): void {
  switch (fault.kind) {
    case "slow":
    case "narrow": {
      const shape = { ...CLEAR, ...fault };
      return reshape(line, shape, shape, fault.ms);
    }
    case "freeze":
      return reshape(line, BLOCKED, BLOCKED, fault.ms);
    case "mute":
      return reshape(
        line,
        fault.way === "up" ? BLOCKED : CLEAR,
        fault.way === "up" ? CLEAR : BLOCKED,
        fault.ms,
      );
    case "half_open":
      line.isDead = true;
      return reshape(line, BLOCKED, BLOCKED);
    case "cut":
      return fault.how === "rst" ? reset(line) : finish(line);
  }
}

const BLOCKED: Shape = { ...CLEAR, isBlocked: true };

/** Shapes both lanes, for `ms` or until something else shapes them. */
function reshape(line: Line, up: Shape, down: Shape, ms?: number): void {
  clearTimeout(line.timer);
  line.up.shape(up);
  line.down.shape(down);
  if (ms !== undefined) line.timer = setTimeout(() => reshape(line, CLEAR, CLEAR), ms);
}

/** Both ends are told by RST; what is on its way is lost. */
function reset({ client, server, timer }: Line): void {
  clearTimeout(timer);
  client.resetAndDestroy();
  server.resetAndDestroy();
}

/** Both ends are told by FIN, in the middle of whatever was on its way. */
function finish({ client, server, timer }: Line): void {
  clearTimeout(timer);
  client.end(() => client.destroy());
  server.end(() => server.destroy());
}
