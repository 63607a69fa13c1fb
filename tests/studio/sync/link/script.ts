import type { FakeCall, FakeEnv, FakeSocket } from "#tests/support/fake-env.ts";

/** An answer of the registry's. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** A refusal of the registry's. */
export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return json({ status, code, detail: `refused: ${code}` }, status, {
    "content-type": "application/problem+json",
    ...headers,
  });
}

/** A registry that gives tickets, and says 426 to whoever asks for a socket without being one. */
export function giveTickets({ path }: FakeCall): Response {
  if (path === "/ws-ticket") return json({ ticket: "t1" }, 201);
  return problem(426, "malformed");
}

/** An init, as the first message of a connection. */
export function init(
  env: FakeEnv,
  other: Record<string, unknown> = {},
): { readonly type: string; readonly [member: string]: unknown } {
  return {
    type: "init",
    protocol: 1,
    version: 0,
    head: "",
    time: env.now(),
    you: { peer: "ann/recorder", agent: "ann", role: "owner", color: "#000", last: null },
    peers: [],
    locks: {},
    limits: { body_bytes: 5_000_000 },
    patches: [],
    ...other,
  };
}

/** The newest socket; throws if there is none. */
export function lastSocket(env: FakeEnv): FakeSocket {
  const socket = env.sockets.at(-1);
  if (socket === undefined) throw new Error("no socket was opened");
  return socket;
}

/** Says something on a socket. */
export function say(socket: FakeSocket, message: object): void {
  socket.onmessage?.({ data: JSON.stringify(message) });
}

/** Lets the newest socket open and say its init. */
export async function welcome(env: FakeEnv, other?: Record<string, unknown>): Promise<FakeSocket> {
  await env.settle();
  const socket = lastSocket(env);
  socket.onopen?.();
  say(socket, init(env, other));
  await env.settle();
  return socket;
}

/** A stream whose other end is the test. */
export class FakeStream {
  readonly response: Response;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor() {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
    });
    this.response = new Response(body, { headers: { "content-type": "text/event-stream" } });
  }

  event(message: { readonly type: string; readonly [member: string]: unknown }): void {
    this.raw(`event: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`);
  }

  raw(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }

  end(): void {
    this.#controller?.close();
  }
}
