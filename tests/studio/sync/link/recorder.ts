import type { InitMessage, ServerMessage } from "#schemas/protocol/server-message.ts";
import type { Env } from "#studio/sync/env.ts";
import type { Link, LinkEnd, LinkState, Point, Via } from "#studio/sync/link/link.ts";
import { openLink } from "#studio/sync/link/open-link.ts";

/** Something that a link told its session. */
export type Told =
  | { readonly kind: "opened"; readonly init: InitMessage; readonly via: Via }
  | { readonly kind: "message"; readonly message: ServerMessage; readonly isAnswer: boolean }
  | { readonly kind: "ended"; readonly end: LinkEnd }
  | { readonly kind: "state"; readonly state: LinkState };

/** A session that does nothing but write down what it is told, and keep its point. */
export interface Recorder extends Disposable {
  readonly link: Link;
  readonly told: readonly Told[];
  readonly warnings: readonly string[];
  /** Versions that were applied here, in order. */
  readonly versions: readonly number[];
  readonly states: readonly LinkState[];
  /** The next thing told from now on, or told and not waited for yet, that fits. */
  until<T extends Told>(fits: (told: Told) => told is T): Promise<T>;
}

/** What a recorder's link is opened with. */
export interface RecorderOptions {
  readonly url?: string;
  readonly sop?: string;
  readonly client?: string;
  readonly auth: string | (() => string | Promise<string>);
  readonly env: Env;
}

export const isOpened = (told: Told): told is Extract<Told, { kind: "opened" }> => told.kind === "opened";
export const isEnded = (told: Told): told is Extract<Told, { kind: "ended" }> => told.kind === "ended";

/** Fits one kind of state. */
export function isState<K extends LinkState["kind"]>(kind: K) {
  return (told: Told): told is { readonly kind: "state"; readonly state: Extract<LinkState, { kind: K }> } =>
    told.kind === "state" && told.state.kind === kind;
}

/** Fits one type of message. */
export function isMessage<T extends ServerMessage["type"]>(type: T) {
  return (
    told: Told,
  ): told is Extract<Told, { kind: "message" }> & { readonly message: Extract<ServerMessage, { type: T }> } =>
    told.kind === "message" && told.message.type === type;
}

/** Opens a link whose session writes down. */
export function record({
  url = "http://registry.test",
  sop = "kp:sop:x",
  client = "recorder",
  auth,
  env,
}: RecorderOptions): Recorder {
  const told: Told[] = [];
  const warnings: string[] = [];
  const versions: number[] = [];
  const readers = new Set<() => void>();
  let read = 0;
  let point: Point | null = null;

  function tell(next: Told): void {
    told.push(next);
    for (const look of readers) look();
  }

  function apply(patches: readonly { readonly version: number; readonly head: string }[]): void {
    for (const { version, head } of patches) {
      if (point !== null && version <= point.version) continue;
      versions.push(version);
      point = { version, head };
    }
  }

  /** A whole SOP instead of the versions that were missed. */
  function startOver({ version, head }: InitMessage): void {
    const from = point?.version ?? version;
    for (let missed = from + 1; missed <= version; missed += 1) versions.push(missed);
    point = { version, head };
  }

  const link = openLink({
    url,
    sop,
    client,
    auth,
    env,
    warn: (warning) => warnings.push(warning),
    events: {
      point: () => point,
      opened(init, via) {
        if (init.sop !== undefined) startOver(init);
        apply(init.patches ?? []);
        tell({ kind: "opened", init, via });
      },
      message(message, isAnswer) {
        if (message.type === "patch") apply([message]);
        if (message.type === "patches") apply(message.patches);
        tell({ kind: "message", message, isAnswer });
      },
      ended: (end) => tell({ kind: "ended", end }),
      state: (state) => tell({ kind: "state", state }),
    },
  });

  return {
    link,
    told,
    warnings,
    versions,
    get states() {
      return told.flatMap((entry) => (entry.kind === "state" ? [entry.state] : []));
    },
    until<T extends Told>(fits: (told: Told) => told is T): Promise<T> {
      const { promise, resolve } = Promise.withResolvers<T>();
      const look = () => {
        while (read < told.length) {
          const next = told[read];
          read += 1;
          if (next === undefined || !fits(next)) continue;
          readers.delete(look);
          return resolve(next);
        }
      };
      readers.add(look);
      look();
      return promise;
    },
    [Symbol.dispose]: () => link.close(),
  };
}
