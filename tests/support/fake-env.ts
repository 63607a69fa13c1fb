import type { Cancel, Env, SocketLike } from "#studio/sync/env.ts";

/** A socket whose other end is the test. */
export interface FakeSocket extends SocketLike {
  readonly url: string;
  readonly protocol: string;
  /** What was sent on it, parsed. */
  readonly sent: readonly Record<string, unknown>[];
  /** How this end closed it; null: it did not. */
  readonly closedWith: number | null;
}

/** A call that came in. */
export interface FakeCall {
  readonly method: string;
  /** Below `/v1/sop/<id>`: "/ws-ticket". */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Surroundings that a test plays, with a time that stands still until it is moved. */
export interface FakeEnv extends Env {
  readonly sockets: readonly FakeSocket[];
  readonly calls: readonly FakeCall[];
  /** Answers calls from now on; default: there is no network. */
  answer(how: (call: FakeCall) => Response | Promise<Response>): void;
  /** Lets everything happen that can happen without time passing. */
  settle(): Promise<void>;
  /** Moves time on, and runs what falls due in order. */
  advance(ms: number): Promise<void>;
  setOnline(isOnline: boolean): void;
  /** Sets the machine's clock: so much ahead of the time that passes. */
  setClock(aheadMs: number): void;
  wake(): void;
  /** Timers that wait. */
  readonly timers: number;
}

/** What a test may set of its surroundings. */
export interface FakeOptions {
  readonly hasSockets?: boolean;
  readonly random?: () => number;
}

/** Makes surroundings at an arbitrary time. */
export function createFakeEnv({ hasSockets = true, random = () => 1 }: FakeOptions = {}): FakeEnv {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const wakers = new Set<() => void>();
  const sockets: FakeSocket[] = [];
  const calls: FakeCall[] = [];
  let how: (call: FakeCall) => Response | Promise<Response> = noNetwork;
  let time = 1_700_000_000_000;
  let aheadMs = 0;
  let isOnline = true;
  let ids = 0;

  return {
    sockets,
    calls,
    now: () => time + aheadMs,
    random,
    newId: () => `fake-${(ids += 1)}`.padEnd(8, "0"),
    after(ms, run) {
      const timer = { at: time + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async fetch(url, init) {
      const call = toCall(url, init);
      calls.push(call);
      return abortable(
        Promise.resolve().then(() => how(call)),
        call.signal,
      );
    },
    openSocket: hasSockets
      ? (url, protocol) => {
          const socket = createSocket(url, protocol);
          sockets.push(socket);
          return socket;
        }
      : null,
    isOnline: () => isOnline,
    onWake(run): Cancel {
      wakers.add(run);
      return () => void wakers.delete(run);
    },
    answer: (next) => void (how = next),
    settle,
    async advance(ms) {
      const end = time + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers.delete(due);
        time = Math.max(time, due.at);
        due.run();
        await settle();
      }
      time = end;
    },
    setClock: (next) => void (aheadMs = next),
    setOnline: (next) => void (isOnline = next),
    wake() {
      for (const run of wakers) run();
    },
    get timers() {
      return timers.size;
    },
  };
}

/** Real ticks of the event loop, in which streams and promises do their work: no time of ours passes. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise<void>((done) => setImmediate(done));
}

function noNetwork(): Promise<never> {
  return Promise.reject(new TypeError("no network"));
}

function createSocket(url: string, protocol: string): FakeSocket {
  const sent: Record<string, unknown>[] = [];
  const socket = {
    url,
    protocol,
    sent,
    closedWith: null as number | null,
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (text: string) => void sent.push(JSON.parse(text) as Record<string, unknown>),
    close: (code = 1005) => void (socket.closedWith = code),
  };
  return socket;
}

function toCall(url: string, init: RequestInit = {}): FakeCall {
  const { pathname, searchParams } = new URL(url);
  return {
    method: init.method ?? "GET",
    path: pathname.replace(/^\/v1\/sop\/[^/]+/, ""),
    query: searchParams,
    headers: new Headers(init.headers),
    body: typeof init.body === "string" ? init.body : "",
    signal: init.signal ?? new AbortController().signal,
  };
}

/** As fetch does: an abort rejects at once, and breaks the body off later. */
async function abortable(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(new DOMException("aborted", "AbortError"));
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  return Promise.race([answer, aborted]);
}
