import type { Env, SocketLike } from "#studio/sync/env.ts";
import { systemEnv } from "#studio/sync/system-env.ts";
import type { InitMessage, PatchEvent } from "#schemas/protocol/server-message.ts";
import type { Graph } from "#tests/contract-client/json.ts";

/** A registry that is not there: says what it is told to, and never answers a patch. Costs nothing beside the client. */
export interface ScriptedRegistry {
  readonly env: Env;
  /** What the next frame would be numbered. */
  readonly next: number;
  /** A frame as it comes off the wire: the next version, by somebody else. */
  frame(ops: PatchEvent["ops"]): string;
  hear(frame: string): void;
  /** Its network is gone, for good. */
  cut(): void;
}

/** Makes one that greets with the whole of a graph, at version 0. */
export function createScriptedRegistry(graph: Graph): ScriptedRegistry {
  const real = systemEnv();
  let version = 0;
  let socket: SocketLike | null = null;
  let isCut = false;

  function open(): SocketLike {
    const like: SocketLike = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send(text) {
        const message = JSON.parse(text) as { readonly type: string; readonly t?: number };
        if (message.type === "ping") say({ type: "pong", t: message.t, time: real.now(), version });
      },
      close: () => undefined,
    };
    socket = like;
    queueMicrotask(() => {
      like.onopen?.();
      say(initOf(graph, real.now()));
    });
    return like;
  }

  function say(message: object): void {
    socket?.onmessage?.({ data: JSON.stringify(message) });
  }

  return {
    env: {
      ...real,
      isOnline: () => !isCut,
      openSocket: open,
      fetch: () =>
        isCut
          ? Promise.reject(new TypeError("no network"))
          : Promise.resolve(Response.json({ ticket: "t" }, { status: 201 })),
    },
    get next() {
      return version + 1;
    },
    frame(ops) {
      version++;
      const by = { peer: "bob/somewhere", agent: "bob", ts: real.now() };
      return JSON.stringify({
        type: "patch",
        version,
        head: `head${version}`,
        id: `p${version}`,
        ...by,
        ops,
      });
    },
    hear: (frame) => socket?.onmessage?.({ data: frame }),
    cut() {
      isCut = true;
      socket?.onclose?.({ code: 1006, reason: "" });
    },
  };
}

function initOf(graph: Graph, time: number): InitMessage {
  const envelope = { id: BENCH_SOP, version: 0, head: "", org_id: "main", visibility: "private" } as const;
  const dates = {
    created_by: "ann",
    created_at: "",
    updated_at: "",
    status: "draft",
    role: "owner",
  } as const;
  return {
    type: "init",
    protocol: 1,
    version: 0,
    head: "",
    time,
    you: { peer: "ann/bench", agent: "ann", role: "owner", color: "#000", last: null },
    peers: [],
    locks: {},
    limits: {},
    sop: { ...envelope, ...dates, graph: graph as never },
  };
}

/** The SOP that it has. */
export const BENCH_SOP = "kp:sop:00000000-0000-4000-8000-000000000000";
