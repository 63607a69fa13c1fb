import type { Env } from "../env.ts";

/** A call on its way. */
export interface Call<T> {
  /** What `read` made of the answer; null: there was none in time, or it broke off. */
  readonly result: Promise<T | null>;
  /** Gives it up; `result` is null then. */
  cancel(): void;
}

/** Calls and reads the answer, within `ms` altogether. `result` never rejects. */
export function call<T>(
  env: Pick<Env, "fetch" | "after">,
  url: string,
  init: RequestInit,
  ms: number,
  read: (response: Response) => Promise<T>,
): Call<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const cancel = () => controller.abort();
  // Not left to fetch: what reads the answer may not heed the signal.
  const given = new Promise<null>((resolve) => signal.addEventListener("abort", () => resolve(null)));
  const stopTimer = env.after(ms, cancel);

  async function run(): Promise<T | null> {
    try {
      return await read(await env.fetch(url, { ...init, signal }));
    } catch {
      return null;
    } finally {
      stopTimer();
    }
  }

  return { result: Promise.race([run(), given]), cancel };
}
