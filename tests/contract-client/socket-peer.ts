import type { Op } from "./json.ts";
import { startDocument, takePatch, type ClientDocument } from "./document.ts";
import { trackFates, type Fates } from "./fates.ts";
import type { Fate, MessageOf, MessageType, Patch, ServerMessage } from "./messages.ts";

/** Longest wait for one message; far above what a machine needs that stands still for seconds: a test fails and does not hang. */
const WAIT_MS = 15_000;

/** What an edit may say beside its ops. */
export type EditOptions = { id?: string; base?: number | null; ts?: number; atomic?: boolean };

/** How a socket ended. */
export type Closed = { code: number; reason: string };

/** A client on the socket, written from the contract alone. It keeps everything it was sent, in order. */
export class SocketPeer {
  readonly log: ServerMessage[] = [];
  readonly closed: Promise<Closed>;
  document: ClientDocument | undefined;
  readonly #socket: Bun.WebSocket;
  readonly #fates: Fates = trackFates();
  readonly #watchers = new Set<() => void>();
  #fault: Error | undefined;
  #deaf = false;

  constructor(socket: Bun.WebSocket, before: ClientDocument | undefined) {
    this.#socket = socket;
    this.document = before;
    const { promise, resolve } = Promise.withResolvers<Closed>();
    this.closed = promise;
    socket.addEventListener("message", (event) => this.#take(String(event.data)));
    socket.addEventListener("close", (event) => {
      this.#fates.drop(`closed with ${event.code} ${event.reason}`);
      resolve({ code: event.code, reason: event.reason });
      this.#wake();
    });
    // The close that follows tells what there is to tell.
    socket.addEventListener("error", () => undefined);
  }

  /** The graph as confirmed so far. */
  get graph() {
    if (this.document === undefined) throw new Error("no init yet");
    return this.document.graph;
  }
  get version(): number {
    return this.document?.version ?? -1;
  }
  /** The `init` that opened this connection. */
  get init(): MessageOf<"init"> {
    const init = this.log[0];
    if (init?.type !== "init") throw new Error("the first message is no init");
    return init;
  }
  /** What was negotiated, "" for nothing. */
  get protocol(): string {
    return this.#socket.protocol;
  }
  /** The sends without an answer so far, in order. */
  get unanswered(): string[] {
    return this.#fates.unanswered();
  }

  /** Sends an edit made on this client's version, now; resolves with how it was answered. */
  edit(ops: readonly Op[], options: EditOptions = {}): Promise<Fate> {
    const id = options.id ?? crypto.randomUUID();
    const fate = this.#fates.expect(id);
    this.send({ type: "patch", base: this.version, ts: Date.now(), ops, ...options, id });
    return fate;
  }

  /** Sends any JSON value as one frame. */
  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }
  /** Sends a frame as it is. */
  sendRaw(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(frame);
  }

  /** The first message of `type` at or after `from` in the log which `match` takes, waiting for it. */
  async until<T extends MessageType>(
    type: T,
    match: (message: MessageOf<T>) => boolean = () => true,
    from = 0,
  ): Promise<MessageOf<T>> {
    const found = () =>
      this.log.slice(from).find((m): m is MessageOf<T> => m.type === type && match(m as MessageOf<T>));
    await this.when(() => found() !== undefined, `a ${type}`);
    return found() as MessageOf<T>;
  }

  /** Resolves once this client's document is at `version` or above. */
  reach(version: number): Promise<void> {
    return this.when(() => this.version >= version, `version ${version}`);
  }

  /** Resolves once `holds` does, looked at after every message; rejects with `what` after a bounded wait. */
  when(holds: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => done(new Error(`waited ${WAIT_MS} ms for ${what}; ${this.#lastWords()}`)),
        WAIT_MS,
      );
      const look = () => {
        if (this.#fault !== undefined) done(this.#fault);
        else if (holds()) done();
        else if (this.#socket.readyState === WebSocket.CLOSED)
          done(new Error(`closed before ${what}; ${this.#lastWords()}`));
      };
      const done = (error?: Error) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        if (error === undefined) resolve();
        else reject(error);
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** A clean goodbye; resolves when the socket is closed. */
  async leave(code = 1000): Promise<Closed> {
    this.#socket.close(code);
    return this.closed;
  }
  /** Takes nothing more from the line, as a client whose network is about to fail; what is sent still goes out. */
  stopReading(): void {
    this.#deaf = true;
  }
  /** Cuts the connection without a goodbye. */
  cut(): void {
    this.#socket.terminate();
  }

  #take(text: string): void {
    if (this.#deaf) return;
    try {
      const message = JSON.parse(text) as ServerMessage;
      this.log.push(message);
      this.#follow(message);
    } catch (error) {
      this.#fault = error instanceof Error ? error : new Error(String(error));
    }
    this.#wake();
  }

  #follow(message: ServerMessage): void {
    if (message.type === "init") {
      this.document = startDocument(message, this.document);
      for (const patch of message.patches ?? []) this.#settleEcho(patch);
    } else if (message.type === "patch") this.#takePatch(message);
    else if (message.type === "patches") for (const patch of message.patches) this.#takePatch(patch);
    else if (message.type === "outcome") this.#fates.takeOutcome(message, this.version);
    else if (message.type === "error") this.#fates.takeError(message);
  }

  #takePatch(patch: Patch): void {
    if (this.document === undefined) throw new Error("a patch before the init");
    takePatch(this.document, patch);
    this.#settleEcho(patch);
  }

  #settleEcho(patch: Patch): void {
    if (patch.peer === this.init.you.peer) this.#fates.takeEcho(patch);
  }

  #wake(): void {
    for (const look of this.#watchers) look();
  }

  #lastWords(): string {
    return `last: ${JSON.stringify(this.log.slice(-3)).slice(0, 600)}`;
  }
}
