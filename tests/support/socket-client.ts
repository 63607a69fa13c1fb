import { ServerMessage, type ServerMessageType } from "#schemas/protocol/server-message.ts";

/** A message of one type. */
export type MessageOf<T extends ServerMessageType> = Extract<ServerMessage, { type: T }>;

/** How a socket ended. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** What a test's socket asks with. */
export interface SocketOptions {
  readonly key?: string;
  readonly ticket?: string;
  readonly client?: string;
  readonly since?: number;
  readonly shortest?: boolean;
  readonly side?: "whole" | "brief";
  readonly head?: string;
  readonly origin?: string;
  readonly protocols?: readonly string[];
}

/** A real WebSocket whose messages are read one by one; each is checked against the protocol's schema. */
export class SocketClient implements Disposable {
  readonly closed: Promise<Closing>;
  readonly #socket: WebSocket;
  readonly #unread: ServerMessage[] = [];
  readonly #readers: {
    readonly resolve: (message: ServerMessage) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  #closing: Closing | undefined;

  constructor(wsUrl: string, sop: string, options: SocketOptions = {}) {
    this.#socket = new WebSocket(socketUrl(wsUrl, sop, options), socketHandshake(options));
    this.#socket.binaryType = "arraybuffer";
    const { promise, resolve } = Promise.withResolvers<Closing>();
    this.closed = promise;
    this.#socket.addEventListener("message", ({ data }) => this.#receive(String(data)));
    this.#socket.addEventListener("close", ({ code, reason }) => {
      this.#closing = { code, reason };
      resolve(this.#closing);
      for (const reader of this.#readers.splice(0)) reader.reject(this.#closedError());
    });
  }

  /** The subprotocol that the registry chose; "" for none. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  /** Messages that came and were not read yet. */
  get unread(): readonly ServerMessage[] {
    return this.#unread;
  }

  /** The next message, in order; rejects when the socket ends first. */
  next(): Promise<ServerMessage> {
    const message = this.#unread.shift();
    if (message) return Promise.resolve(message);
    if (this.#closing) return Promise.reject(this.#closedError());
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  /** The next message, which must be of this type. */
  async expect<T extends ServerMessageType>(type: T): Promise<MessageOf<T>> {
    const message = await this.next();
    if (message.type !== type) throw new Error(`expected ${type}, got ${JSON.stringify(message)}`);
    return message as MessageOf<T>;
  }

  /** The next message of this type; what comes before it is passed over. */
  async until<T extends ServerMessageType>(type: T): Promise<MessageOf<T>> {
    for (;;) {
      const message = await this.next();
      if (message.type === type) return message as MessageOf<T>;
    }
  }

  /** The next committed patches, whether they come alone or together, until there are `count`. */
  async patches(count: number): Promise<Omit<MessageOf<"patch">, "type">[]> {
    const patches: Omit<MessageOf<"patch">, "type">[] = [];
    while (patches.length < count) {
      const message = await this.next();
      if (message.type === "patch") patches.push(message);
      else if (message.type === "patches") patches.push(...message.patches);
    }
    return patches;
  }

  /** Sends a message as JSON. */
  send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Sends a frame as it is. */
  sendRaw(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(frame);
  }

  close(code?: number): void {
    this.#socket.close(code);
  }

  /** Ends the connection without a goodbye. */
  cut(): void {
    (this.#socket as unknown as Bun.WebSocket).terminate();
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }

  #receive(text: string): void {
    const message = ServerMessage.parse(JSON.parse(text));
    const reader = this.#readers.shift();
    if (reader) reader.resolve(message);
    else this.#unread.push(message);
  }

  #closedError(): Error {
    return new Error(`the socket closed with ${this.#closing?.code} ${this.#closing?.reason}`);
  }
}

/** The address of a SOP's socket. */
function socketUrl(
  url: string,
  sop: string,
  { client, since, head, shortest, side, ticket }: SocketOptions,
): string {
  const query = new URLSearchParams();
  if (ticket !== undefined) query.set("ticket", ticket);
  if (client !== undefined) query.set("client", client);
  if (since !== undefined) query.set("since", String(since));
  if (shortest === true) query.set("shortest", "true");
  if (side !== undefined) query.set("side", side);
  if (head !== undefined) query.set("head", head);
  return `${url}/v1/sop/${sop}/ws?${query}`;
}

/** Headers are Bun's own addition, which the browser's types that are in force here do not know. */
function socketHandshake({ key, origin, protocols }: SocketOptions): string[] {
  const headers: Record<string, string> = {};
  if (key !== undefined) headers["authorization"] = `Bearer ${key}`;
  if (origin !== undefined) headers["origin"] = origin;
  const options: Bun.WebSocketOptions = protocols ? { headers, protocols: [...protocols] } : { headers };
  return options as unknown as string[];
}
