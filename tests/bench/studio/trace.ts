import type { Browser } from "playwright-core";

/** What a page's main thread did, frame by frame. */
export interface FrameWork {
  readonly framesPerSecond: number;
  /** Busy ms of each frame's time. */
  readonly busyMs: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** µs. */
  readonly ts: number;
  readonly dur?: number;
  /** Of it the thread's own: without what a busy machine had it wait for. */
  readonly tdur?: number;
}

/** Traces a browser while something runs; the page with the most frames is the one that is looked at. */
export async function traceFrames(browser: Browser, run: () => Promise<void>): Promise<FrameWork> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  const includedCategories = ["devtools.timeline", "disabled-by-default-devtools.timeline"];
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  await run();
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return workByFrame(events);
}

/** A frame begins with the task that runs what was asked for it; the work until the next one is its own. */
function workByFrame(events: readonly TraceEvent[]): FrameWork {
  const fired = events.filter(({ name }) => name === "FireAnimationFrame");
  const [main] = [...Map.groupBy(fired, threadOf)].sort(([, a], [, b]) => b.length - a.length);
  if (main === undefined) throw new Error("no frames in the trace");
  const [thread, own] = main;
  const tasks = events.filter((event) => event.name === "RunTask" && threadOf(event) === thread).sort(byTime);
  const calls = own.sort(byTime);
  const frames: { readonly ts: number; us: number }[] = [];
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    while ((calls[0]?.ts ?? Infinity) < ts) calls.shift();
    if ((calls[0]?.ts ?? Infinity) <= ts + dur) frames.push({ ts, us: 0 });
    const frame = frames.at(-1);
    if (frame !== undefined) frame.us += tdur;
  }
  const seconds = ((frames.at(-1)?.ts ?? 0) - (frames[0]?.ts ?? 0)) / 1e6;
  // The last one's work is not known whole.
  const whole = frames.slice(0, -1);
  return { framesPerSecond: whole.length / seconds, busyMs: whole.map(({ us }) => us / 1000) };
}

function byTime(one: TraceEvent, other: TraceEvent): number {
  return one.ts - other.ts;
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid}/${tid}`;
}
