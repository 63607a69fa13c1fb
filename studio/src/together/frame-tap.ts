import type { Env, SocketLike } from "../sync/env.ts";

/** Hears every message that goes out or comes in. */
export type Tap = (direction: "in" | "out", text: string) => void;

/** The same surroundings, with somebody who listens in on the SOP's connection: sockets, streams and calls. */
export function tapEnv(env: Env, tap: Tap): Env {
  const { openSocket } = env;
  return {
    ...env,
    openSocket: openSocket === null ? null : (url, protocol) => tapSocket(openSocket(url, protocol), tap),
    async fetch(url, init) {
      const isMessages = new URL(url, "http://here").pathname.endsWith("/messages");
      if (isMessages && typeof init?.body === "string") tap("out", init.body);
      const response = await env.fetch(url, init);
      if (isMessages) tap("in", await response.clone().text());
      return isStream(response) ? tapStream(response, tap) : response;
    },
  };
}

function tapSocket(socket: SocketLike, tap: Tap): SocketLike {
  const tapped: SocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send(text) {
      tap("out", text);
      socket.send(text);
    },
    close: (code, reason) => socket.close(code, reason),
  };
  const heard: Pick<SocketLike, "onopen" | "onmessage" | "onclose"> = {
    onopen: () => tapped.onopen?.(),
    onmessage(event) {
      if (typeof event.data === "string") tap("in", event.data);
      tapped.onmessage?.(event);
    },
    onclose(event) {
      tap("in", JSON.stringify({ type: "close", code: event.code, reason: event.reason }));
      tapped.onclose?.(event);
    },
  };
  Object.assign(socket, heard);
  return tapped;
}

function isStream({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") === true;
}

/** Passes a stream of events on as it is, and tells the data of each. */
function tapStream(response: Response, tap: Tap): Response {
  const decoder = new TextDecoder();
  let rest = "";
  const listen = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.startsWith("data:")) tap("in", line.slice(5).trim());
      controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body?.pipeThrough(listen) ?? null, { status, statusText, headers });
}
