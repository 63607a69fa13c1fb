import { systemEnv } from "#studio/sync/system-env.ts";
import type { Env, SocketLike } from "#studio/sync/env.ts";

/** The real surroundings, with a network that a test can take away. */
export interface Tunnel {
  readonly env: Env;
  /** Into the tunnel: connections break, calls fail. */
  enter(): void;
  /** Out again. */
  leave(): void;
  /** The clock is this much ahead, ms. */
  skip(ms: number): void;
}

export function createTunnel({ hasSockets = true } = {}): Tunnel {
  const real = systemEnv();
  const open = new Set<() => void>();
  const wakes = new Set<() => void>();
  let isDark = false;
  let ahead = 0;

  function openSocket(url: string, protocol: string): SocketLike {
    if (real.openSocket === null) throw new Error("no sockets here");
    const socket = real.openSocket(url, protocol);
    const like: SocketLike = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => socket.send(text),
      close: (code, reason) => socket.close(code, reason),
    };
    let isCut = false;
    const cut = () => {
      isCut = true;
      socket.close();
      like.onclose?.({ code: 1006, reason: "" });
    };
    open.add(cut);
    Object.assign(socket, {
      onopen: () => isCut || like.onopen?.(),
      onmessage: (event: { readonly data: unknown }) => isCut || like.onmessage?.(event),
      onclose(event: { readonly code: number; readonly reason: string }) {
        open.delete(cut);
        if (!isCut) like.onclose?.(event);
      },
    });
    return like;
  }

  return {
    env: {
      ...real,
      now: () => real.now() + ahead,
      isOnline: () => !isDark,
      onWake(run) {
        wakes.add(run);
        return () => void wakes.delete(run);
      },
      openSocket: hasSockets ? openSocket : null,
      async fetch(url, init) {
        if (isDark) throw new TypeError("no network");
        const controller = new AbortController();
        const cut = () => controller.abort();
        open.add(cut);
        init?.signal?.addEventListener("abort", cut);
        return real.fetch(url, { ...init, signal: controller.signal });
      },
    },
    enter() {
      isDark = true;
      const cuts = [...open];
      open.clear();
      for (const cut of cuts) cut();
    },
    leave() {
      isDark = false;
      for (const wake of wakes) wake();
    },
    skip(ms) {
      ahead += ms;
    },
  };
}
