import type { Env } from "#studio/sync/env.ts";
import type { ClientPlan } from "./plan.ts";
import type { Recorder } from "./record-history.ts";

/** Surroundings in which a client's clock goes as planned, and every patch is recorded before it leaves. */
export function recordEnv(env: Env, { via, skewMs, stepMs, seed }: ClientPlan, recorder: Recorder): Env {
  const { openSocket } = env;
  return {
    ...env,
    now: () => env.now() + skewMs + Math.round(stepMs * wave(Math.floor(env.now() / 1000) + seed)),
    fetch: (url, init) => {
      const isMessages = init?.method === "POST" && new URL(url).pathname.endsWith("/messages");
      if (isMessages && typeof init.body === "string") recordSent(init.body, recorder);
      return env.fetch(url, init);
    },
    openSocket:
      via === "stream" || openSocket === null
        ? null
        : (url, protocol) => {
            const socket = openSocket(url, protocol);
            const send = socket.send.bind(socket);
            socket.send = (text) => {
              recordSent(text, recorder);
              send(text);
            };
            return socket;
          },
  };
}

/** Between -1 and 1, another for each number. */
function wave(n: number): number {
  return Math.sin(n * 12.9898);
}

function recordSent(text: string, recorder: Recorder): void {
  for (const message of [JSON.parse(text)].flat() as {
    type: string;
    id: string;
    base: number | null;
    ts: number;
  }[]) {
    const { type, id, base, ts } = message;
    if (type === "patch") recorder.write({ at: "sent", patch: { id, base, ts } });
  }
}
