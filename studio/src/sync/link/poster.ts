import type { ClientMessage } from "#schemas/protocol/client-message.ts";
import type { Cancel, Env } from "../env.ts";
import { call, type Call } from "./call.ts";
import { createPostQueue, type PostQueue } from "./post-queue.ts";
import { type LineEnd, lineEnd, LOST } from "./line.ts";
import { readRefusal, type Refusal, toEnd } from "./refusal.ts";

/** Sends messages by `POST messages`, in order, one call at a time. */
export interface Poster {
  push(message: ClientMessage): void;
  /** Nothing waits and nothing is on its way. */
  readonly isIdle: boolean;
  stop(): void;
}

/** What a poster is made from. */
export interface PosterParts {
  readonly env: Pick<Env, "fetch" | "after">;
  readonly url: string;
  readonly token: () => string;
  /** Most bytes of one call. */
  readonly mostBytes: number;
  /** What the messages caused, parsed, one by one. */
  readonly answered: (value: unknown) => void;
  /** A call failed: whether its messages were taken is not known. */
  readonly failed: (end: LineEnd) => void;
  /** Every message was answered. */
  readonly idle?: () => void;
}

/** Megabytes over a slow line, taken at the patch rate. A line that is cut is found out sooner, by its silence. */
const CALL_MS = 60_000;

/** Makes a poster. */
export function createPoster({ env, url, token, mostBytes, answered, failed, idle }: PosterParts): Poster {
  const queue = createPostQueue(mostBytes);
  let posting: Call<Posted> | null = null;
  let stopTimer: Cancel | null = null;
  let isOver = false;
  let isBusy = false;

  async function drain(): Promise<void> {
    isBusy = true;
    for (let batch = queue.take(); batch.length > 0; batch = queue.take()) {
      const posted = await post(`[${batch.map(({ text }) => text).join(",")}]`);
      if (isOver) return;
      await heed(posted, batch);
      if (isOver) return;
    }
    isBusy = false;
    idle?.();
  }

  function post(body: string): Promise<Posted | null> {
    const headers = { authorization: `Bearer ${token()}`, "content-type": "application/json" };
    posting = call(env, url, { method: "POST", headers, body }, CALL_MS, readPosted);
    return posting.result;
  }

  async function heed(posted: Posted | null, batch: ReturnType<PostQueue["take"]>): Promise<void> {
    if (posted === null) return end(lineEnd(LOST, "a call got no answer"));
    if (posted.kind === "answers") {
      for (const value of posted.values) if (!isOver) answered(value);
      return;
    }
    const { refusal } = posted;
    const fate = fateOf(refusal);
    if (fate === "lost") return end(toEnd(refusal));
    if (fate === "later") {
      // Nothing of it was taken.
      queue.giveBack(batch);
      return wait(refusal.retryAfterMs ?? PAUSE_MS);
    }
    // The call is refused for one of its messages: each for itself, then, so that the others pass.
    if (batch.length > 1) return queue.giveBackSingly(batch);
    const code = refusal.code === "limit" ? "limit" : "malformed";
    for (const { message } of batch) {
      const id = message.type === "patch" ? message.id : undefined;
      answered({ type: "error", code, message: refusal.detail, id });
    }
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => (stopTimer = env.after(ms, resolve)));
  }

  function end(end: LineEnd): void {
    stop();
    failed(end);
  }

  function stop(): void {
    isOver = true;
    stopTimer?.();
    posting?.cancel();
  }

  return {
    push(message) {
      if (isOver) return;
      queue.put(message);
      if (!isBusy) void drain();
    },
    get isIdle() {
      return !isBusy;
    },
    stop,
  };
}

type Posted =
  | { readonly kind: "answers"; readonly values: readonly unknown[] }
  | { readonly kind: "refused"; readonly refusal: Refusal };

async function readPosted(response: Response): Promise<Posted> {
  if (!response.ok) return { kind: "refused", refusal: await readRefusal(response) };
  const values: unknown = await response.json();
  // A page of some portal, say: to be treated as no answer.
  if (!Array.isArray(values)) throw new Error("no array");
  return { kind: "answers", values };
}

const PAUSE_MS = 1000;

/** What becomes of the messages of a refused call. */
function fateOf({ status, code }: Refusal): "later" | "singly" | "lost" {
  if (code === null) return "lost";
  if (status === 429) return "later";
  return status === 413 || status === 422 ? "singly" : "lost";
}
