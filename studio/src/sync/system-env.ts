import type { Cancel, Env, SocketLike } from "./env.ts";

/** The real surroundings, in a browser, Bun or Node. What one of them lacks is done without. */
export function systemEnv(): Env {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    newId,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    fetch: (url, init) => fetch(url, init),
    openSocket: typeof WebSocket === "undefined" ? null : openSocket,
    isOnline: () => onLine() ?? true,
    onWake,
  };
}

/** `crypto.randomUUID` is there on secure pages alone, and a registry in the house has none. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function openSocket(url: string, protocol: string): SocketLike {
  const socket = new WebSocket(url, protocol);
  const like: SocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text) => socket.send(text),
    close: (code, reason) => socket.close(code, reason),
  };
  socket.addEventListener("open", () => like.onopen?.());
  socket.addEventListener("message", ({ data }) => like.onmessage?.({ data }));
  socket.addEventListener("close", ({ code, reason }) => like.onclose?.({ code, reason }));
  return like;
}

function onWake(run: () => void): Cancel {
  // Elsewhere than in a page or a worker nothing tells.
  if (onLine() === undefined) return () => {};
  const page = typeof document === "undefined" ? null : document;
  const look = () => {
    if (page?.visibilityState === "visible") run();
  };
  globalThis.addEventListener("online", run);
  // What is open is asked for a sign of life, and shows within seconds that it has none.
  globalThis.addEventListener("offline", run);
  page?.addEventListener("visibilitychange", look);
  return () => {
    globalThis.removeEventListener("online", run);
    globalThis.removeEventListener("offline", run);
    page?.removeEventListener("visibilitychange", look);
  };
}

/** Undefined: Bun and Node say nothing of it. */
function onLine(): boolean | undefined {
  return typeof navigator === "undefined" ? undefined : (navigator as Partial<Navigator>).onLine;
}
