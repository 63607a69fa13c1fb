import type { ServerWebSocket } from "bun";
import type { SocketData } from "#registry/peer/sockets.ts";
import type { SocketTicket } from "#registry/peer/upgrade.ts";
import type { SocketLike } from "#studio/sync/env.ts";
import type { Lane } from "./line.ts";
import type { Machine } from "./machine.ts";
import type { RegistryLife } from "./registry-process.ts";

/** What hears every frame that goes over any socket: the assertions' ears. */
export interface FrameEars {
  /** The registry hands a frame to the network. */
  told(text: string): void;
}

/** The registry's end of a socket, as far as its handlers use one. */
export class ServerEnd {
  readonly data: SocketData;
  readonly #life: RegistryLife;
  readonly #down: Lane;
  readonly #toClient: {
    message(text: string): void;
    closed(code: number, reason: string): void;
    ping(said: string): void;
  };
  readonly #ears: FrameEars;
  #isOpen = true;

  constructor(
    life: RegistryLife,
    ticket: SocketTicket,
    down: Lane,
    toClient: ServerEnd["toClient"],
    ears: FrameEars,
  ) {
    this.data = { ticket };
    this.#life = life;
    this.#down = down;
    this.#toClient = toClient;
    this.#ears = ears;
  }

  get toClient() {
    return this.#toClient;
  }

  /** As the handlers' type wants it. */
  get asSocket(): ServerWebSocket<SocketData> {
    return this as unknown as ServerWebSocket<SocketData>;
  }

  readonly hear = (text: string): void => void this.send(text);

  send(text: string): number {
    if (!this.#isOpen) return 0;
    this.#ears.told(text);
    this.#down.send(() => this.#toClient.message(text));
    return text.length;
  }

  subscribe(topic: string): void {
    const hearers = this.#life.hearers.get(topic) ?? new Set();
    this.#life.hearers.set(topic, hearers.add(this.hear));
  }

  unsubscribe(topic: string): void {
    this.#life.hearers.get(topic)?.delete(this.hear);
  }

  /** Runs the close handler before it returns, as Bun does. */
  close(code = 1000, reason = ""): void {
    if (!this.#isOpen) return;
    this.#down.send(() => this.#toClient.closed(code, reason));
    this.gone(code, reason);
  }

  terminate(): void {
    this.close(1006);
  }

  /** The other side has closed, or was found to be gone. */
  gone(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const hearers of this.#life.hearers.values()) hearers.delete(this.hear);
    if (this.#life.machine.isAlive) void this.#life.assembled.sockets.close?.(this.asSocket, code, reason);
  }

  ping(said = ""): void {
    this.#down.send(() => this.#toClient.ping(said));
  }

  pause(): void {}

  resume(): void {}

  getBufferedAmount(): number {
    return 0;
  }

  /** A frame came up. */
  takeIn(text: string): void {
    if (this.#isOpen && this.#life.machine.isAlive)
      void this.#life.assembled.sockets.message?.(this.asSocket, text);
  }

  pong(said: string): void {
    if (this.#isOpen && this.#life.machine.isAlive)
      void this.#life.assembled.sockets.pong?.(this.asSocket, Buffer.from(said));
  }
}

/** The client's end: what a browser's WebSocket is to a page. */
export class ClientEnd implements SocketLike {
  onopen: SocketLike["onopen"] = null;
  onmessage: SocketLike["onmessage"] = null;
  onclose: SocketLike["onclose"] = null;
  readonly #machine: Machine;
  readonly #sendUp: (text: string) => void;
  readonly #closeUp: (code: number, reason: string) => void;
  state: "connecting" | "open" | "closing" | "closed" = "connecting";

  constructor(
    machine: Machine,
    sendUp: (text: string) => void,
    closeUp: (code: number, reason: string) => void,
  ) {
    this.#machine = machine;
    this.#sendUp = sendUp;
    this.#closeUp = closeUp;
  }

  send(text: string): void {
    if (!this.#machine.isAlive) return;
    if (this.state === "connecting") throw new DOMException("still connecting", "InvalidStateError");
    if (this.state === "open") this.#sendUp(text);
  }

  close(code = 1005, reason = ""): void {
    if (this.state === "closing" || this.state === "closed") return;
    this.state = "closing";
    this.#closeUp(code, reason);
  }

  opened(): void {
    if (this.state !== "connecting" || !this.#machine.isAlive) return;
    this.state = "open";
    this.onopen?.();
  }

  message(text: string): void {
    // A page that is closing its socket still hears what was on its way.
    if (this.state === "connecting" || this.state === "closed" || !this.#machine.isAlive) return;
    this.onmessage?.({ data: text });
  }

  closed(code: number, reason: string): void {
    if (this.state === "closed") return;
    this.state = "closed";
    if (this.#machine.isAlive) this.onclose?.({ code, reason });
  }
}
