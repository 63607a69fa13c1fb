import type { Device } from "./device.ts";
import type { Machine } from "./machine.ts";
import { type Breakable, call, type Network, REGISTRY_URL } from "./network.ts";

const NEVER: Promise<never> = new Promise(() => {});

/** How a call may go. `doubled`: something on the way sends it twice. */
type CallFate = "whole" | "request_lost" | "answer_lost" | "doubled";

/** A page's or process's `fetch`: each call is a connection of its own, so calls may overtake one another. */
export function createSimFetch(network: Network, device: Device, machine: Machine) {
  const { timeline, chance, ears } = network.parts;

  return async (url: string, init: RequestInit = {}): Promise<Response> => {
    if (!machine.isAlive) return NEVER;
    const { signal } = init;
    signal?.throwIfAborted();
    const end = Promise.withResolvers<Response>();
    signal?.addEventListener("abort", () => {
      end.reject(signal.reason);
      aborted.abort();
    });
    const aborted = new AbortController();
    const fail = () => end.reject(new TypeError("Failed to fetch"));
    const life = network.reach(device);
    if (life === null) {
      timeline.after(chance.between(1, 400), fail);
      return alive(end.promise);
    }
    const fate: CallFate = chance.weighted(
      isRepeatable(url, init) ? { whole: 90, request_lost: 3, answer_lost: 4, doubled: 3 } : FATES,
    );
    tell(url, init);
    const [up, down] = [network.lane(device), network.lane(device)];
    const failLate = () => timeline.after(chance.between(100, 15_000), fail);
    if (fate === "request_lost") {
      failLate();
      return alive(end.promise);
    }
    if (fate === "answer_lost") failLate();
    const connection: Breakable = {
      device,
      machine,
      cut() {
        up.swallow();
        down.breakOff(broken);
      },
      swallow: (way) => (way === "up" ? up.swallow() : down.swallow()),
    };
    const broken = () => {
      network.connections.delete(connection);
      life.onDeath.delete(died);
      stream?.error(new TypeError("network error"));
      stream = undefined;
      aborted.abort();
      fail();
    };
    const died = () => down.breakOff(broken);
    let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
    network.connections.add(connection);
    life.onDeath.add(died);
    const finish = () => {
      network.connections.delete(connection);
      life.onDeath.delete(died);
    };
    const deliver = async (takesAnswer: boolean) => {
      const response = await call(life, requestOf(url, init, device, aborted.signal));
      if (response === undefined || !life.machine.isAlive) return;
      if (response.headers.get("content-type")?.startsWith("text/event-stream") === true) {
        if (takesAnswer) return pump(response);
        return await response.body?.cancel();
      }
      const text = await response.text();
      if (!takesAnswer) return;
      if (response.ok) ears.told(text);
      const { status, headers } = response;
      down.send(() => {
        finish();
        end.resolve(new Response(status === 204 || text === "" ? null : text, { status, headers }));
      });
    };
    const pump = async (response: Response) => {
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      aborted.signal.addEventListener("abort", () => void reader.cancel().catch(() => {}));
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => void (stream = controller),
        cancel: () => aborted.abort(),
      });
      const { status, headers } = response;
      down.send(() => end.resolve(new Response(body, { status, headers })));
      for (;;) {
        const { value } = await reader.read().catch(() => ({ value: undefined }));
        if (value === undefined) break;
        for (const line of new TextDecoder().decode(value).split("\n")) {
          if (line.startsWith("data: ")) ears.told(line.slice(6));
        }
        down.send(() => machine.isAlive && stream?.enqueue(value));
      }
      down.send(() => {
        finish();
        stream?.close();
        stream = undefined;
      });
    };
    up.send(() => void deliver(fate !== "answer_lost"));
    if (fate === "doubled") {
      timeline.after(chance.between(0, 3000), () => {
        if (life.machine.isAlive) void deliver(false);
      });
    }
    return alive(end.promise);
  };

  /** A dead page hears nothing. */
  function alive<T>(promise: Promise<T>): Promise<T> {
    return promise.then(
      (value) => (machine.isAlive ? value : NEVER),
      (error: unknown) => {
        if (!machine.isAlive) return NEVER;
        throw error;
      },
    );
  }

  function tell(url: string, { body }: RequestInit): void {
    const { pathname, searchParams } = new URL(url);
    if (!pathname.endsWith("/messages") || typeof body !== "string") return;
    const messages = JSON.parse(body) as unknown[];
    ears.sent(device, searchParams.get("client") ?? "", network.nextLine(), messages);
  }
}

const FATES: Readonly<Record<CallFate, number>> = { whole: 92, request_lost: 4, answer_lost: 4, doubled: 0 };

/** Calls that name what they do may be sent twice by a proxy on the way. */
function isRepeatable(url: string, { method }: RequestInit): boolean {
  return method === "PATCH" || (method === "POST" && new URL(url).pathname.endsWith("/messages"));
}

function requestOf(url: string, init: RequestInit, { isPage }: Device, signal: AbortSignal): Request {
  const headers = new Headers(init.headers);
  headers.set("host", new URL(REGISTRY_URL).host);
  if (isPage) headers.set("origin", REGISTRY_URL);
  return new Request(url, { method: init.method, headers, body: init.body, signal });
}
