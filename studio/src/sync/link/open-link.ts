import type { InitMessage } from "#schemas/protocol/server-message.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { Cancel, Env } from "../env.ts";
import { createTokens } from "./auth.ts";
import { backoffMs, STOOD_MS } from "./backoff.ts";
import { choose, chooseAfter, firstChoice } from "./choose.ts";
import { createServerClock } from "./clock.ts";
import { nextAfter } from "./closing.ts";
import { createDecoder } from "./decode.ts";
import { dial, type DialParts } from "./dial.ts";
import { createGhosts } from "./ghosts.ts";
import { keepFresh } from "./keep-fresh.ts";
import { type Line, type LineEnd, lineEnd, LOST } from "./line.ts";
import type { Link, LinkEvents, LinkState, Via } from "./link.ts";
import { type Mover, startMover, withoutSeen } from "./mover.ts";

/** What a link is opened with. */
export interface LinkOptions {
  /** The registry, e.g. "https://sops.example.org". */
  readonly url: string;
  readonly sop: string;
  readonly client: string;
  readonly auth: string | (() => string | Promise<string>);
  readonly env: Env;
  readonly events: LinkEvents;
  readonly warn: (warning: string) => void;
}

/** What is under way; `LinkState` is what of it is told. */
type Phase =
  /** Between two others, within one tick. */
  | { readonly kind: "idle" }
  | { readonly kind: "connecting"; readonly line: Line }
  | Open
  /** A wake ends it early, unless the registry asked for the wait. */
  | { readonly kind: "waiting"; readonly cancel: Cancel; readonly isAsked: boolean }
  | { readonly kind: "stopped" }
  | { readonly kind: "closed" };

interface Open {
  readonly kind: "open";
  readonly since: number;
  /** Null: replaced by our own socket, which has not come to its init yet. */
  readonly line: Line | null;
  readonly mover: Mover | null;
  readonly stopRenewing: Cancel;
}

/** The registry may not know of these ends. */
const UNHEARD: ReadonlySet<number> = new Set([LOST, CLOSE.silent, CLOSE.normal]);

/** A machine without a network is told when it has one again, but not always. */
const LOOK_AGAIN_MS = 30_000;

/** Opens a connection to a SOP that comes back by itself, by the way that works, until it makes no sense any more. */
export function openLink({ url, sop, client, auth, env, events, warn }: LinkOptions): Link {
  const tokens = createTokens(auth);
  const clock = createServerClock();
  const ghosts = createGhosts(env);
  const hasSockets = env.openSocket !== null;
  const address = `${url.replace(/\/+$/, "")}/v1/sop/${encodeURIComponent(sop)}`;
  const decoder = createDecoder(warn);
  const parts: DialParts = { env, address, client, tokens, clock, decoder, point: () => events.point() };

  let phase: Phase = { kind: "idle" };
  let state: LinkState = { kind: "connecting", attempt: 1 };
  let choice = firstChoice(hasSockets);
  /** Attempts in a row that came to nothing or did not stand. */
  let failures = 0;
  /** A 4401 was met with a fresh token already. */
  let hasRenewed = false;
  /** Sockets tried in vain from the stream. */
  let tries = 0;

  function tell(next: LinkState): void {
    state = next;
    later(() => events.state(next));
  }

  /** Calls of the session are never answered from within. */
  function later(run: () => void): void {
    queueMicrotask(() => {
      if (phase.kind !== "closed") run();
    });
  }

  function attempt(): void {
    phase = { kind: "connecting", line: connect(choice.via, (end) => settle(end, false)) };
    tell({ kind: "connecting", attempt: failures + 1 });
  }

  function connect(via: Via, failed: (end: LineEnd) => void): Line {
    const line = dial(parts, via, {
      opened: (init) => opened(line, via, init),
      message(message, isAnswer) {
        const isAlive = via === "stream" || message.type === "pong";
        if (state.kind === "offline" && isAlive) tell({ kind: "open", via });
        events.message(message, isAnswer);
      },
      ended: (end) => (phase.kind === "open" && phase.line === line ? lost(phase, end) : failed(end)),
    });
    return line;
  }

  function opened(line: Line, via: Via, init: InitMessage): void {
    const isMove = phase.kind === "open";
    if (phase.kind === "open") {
      ghosts.add();
      letGo(phase, false);
    }
    if (via === "socket") tries = 0;
    choice = choose(via);
    const serverNow = () => env.now() + clock.offset();
    const send = (token: string) => line.send({ type: "auth", token });
    const stopRenewing = keepFresh({ env, tokens, serverNow, send, warn });
    const mover =
      via === "stream" && hasSockets
        ? startMover({ env, tries, dial: dialSocket, failed: moveFailed })
        : null;
    phase = { kind: "open", line, mover, stopRenewing, since: env.now() };
    tell({ kind: "open", via });
    events.opened(isMove ? withoutSeen(init, events.point()) : init, via);
  }

  function dialSocket(failed: (end: LineEnd) => void): Line {
    return connect("socket", failed);
  }

  function moveFailed(end: LineEnd, triesNow: number): void {
    tries = triesNow;
    ghosts.add();
    if (phase.kind === "open" && phase.line === null) lost(phase, lineEnd(LOST, end.reason));
  }

  function lost(open: Open, end: LineEnd): void {
    if (end.code === CLOSE.replaced && open.mover?.isTrying === true) {
      phase = { ...open, line: null };
      return;
    }
    if (open.mover?.isTrying === true) ghosts.add();
    letGo(open, true);
    phase = { kind: "idle" };
    const idle = phase;
    events.ended({ code: end.code, reason: end.reason });
    // Whoever heard of it may have closed the link, or be trying again.
    if (phase === idle) settle(end, true);
  }

  /** `isForGood`: with a move that is under way. */
  function letGo({ line, mover, stopRenewing, since }: Open, isForGood: boolean): void {
    stopRenewing();
    mover?.stop(isForGood);
    line?.close(false);
    if (env.now() - since < STOOD_MS) return;
    failures = 0;
    hasRenewed = false;
  }

  /** Decides what follows a connection that ended or did not come about. */
  function settle(end: LineEnd, wasOpen: boolean): void {
    failures += 1;
    const next = nextAfter(end.code);
    switch (next.kind) {
      case "come_back":
        if (UNHEARD.has(end.code)) ghosts.add();
        return comeBack(end, wasOpen);
      case "replaced":
        return ghosts.take() ? comeBack(end, wasOpen) : stop(end, next.why);
      case "renew":
        if (hasRenewed || !(wasOpen || tokens.isRenewable)) return stop(end, next.why);
        hasRenewed = true;
        return attempt();
      case "stop":
        return stop(end, next.why);
    }
  }

  function comeBack(end: LineEnd, wasOpen: boolean): void {
    const { via } = choice;
    if (!wasOpen) choice = chooseAfter(choice, end, hasSockets);
    if (choice.via !== via) return attempt();
    if (env.isOnline()) return wait(end.reason, end.retryAfterMs);
    phase = { kind: "waiting", cancel: env.after(LOOK_AGAIN_MS, attempt), isAsked: false };
    tell({ kind: "offline" });
  }

  function wait(reason: string, askedMs: number | null): void {
    const ms = backoffMs(failures, env.random(), askedMs);
    phase = { kind: "waiting", cancel: env.after(ms, attempt), isAsked: askedMs !== null };
    tell({ kind: "waiting", until: env.now() + ms, attempt: failures + 1, reason });
  }

  function stop({ code, reason }: LineEnd, why: string): void {
    phase = { kind: "stopped" };
    tell({ kind: "stopped", code, reason: reason === "" ? why : `${why} (${reason})` });
  }

  const stopWaking = env.onWake(() => {
    // A registry on this very machine answers all the same; until it does, nothing is promised.
    if (phase.kind === "open" && !env.isOnline()) tell({ kind: "offline" });
    if (phase.kind === "open") phase.line?.probe();
    if (phase.kind !== "waiting" || phase.isAsked) return;
    phase.cancel();
    attempt();
  });

  attempt();
  return {
    get state() {
      return state;
    },
    offset: () => clock.offset(),
    send(message) {
      if (phase.kind !== "open" || phase.line === null) return false;
      phase.line.send(message);
      return true;
    },
    resync() {
      if (phase.kind !== "open") return;
      ghosts.add();
      letGo(phase, true);
      later(() => events.ended({ code: CLOSE.normal, reason: "starting over" }));
      failures += 1;
      if (failures === 1) attempt();
      else wait("starting over", null);
    },
    retry() {
      if (phase.kind === "open") phase.line?.probe();
      if (phase.kind === "waiting") phase.cancel();
      else if (phase.kind !== "stopped") return;
      failures = 0;
      hasRenewed = false;
      attempt();
    },
    close() {
      if (phase.kind === "closed") return;
      stopWaking();
      if (phase.kind === "waiting") phase.cancel();
      if (phase.kind === "connecting") phase.line.close(true);
      if (phase.kind === "open") {
        phase.stopRenewing();
        phase.mover?.stop(true);
        phase.line?.close(true);
      }
      phase = { kind: "closed" };
      state = { kind: "closed" };
    },
  };
}
