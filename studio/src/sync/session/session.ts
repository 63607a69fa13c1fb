import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { CLOSE } from "#schemas/protocol/close-codes.ts";
import type { GraphView } from "#schemas/change/types.ts";
import { createAsides } from "../asides/act-on-asides.ts";
import { createQuarantine } from "../asides/quarantine.ts";
import { createCore } from "../core/core.ts";
import type { Env } from "../env.ts";
import type { Link, LinkEvents, LinkState } from "../link/link.ts";
import { openLink } from "../link/open-link.ts";
import type { QueueName, SyncStore } from "../store/store.ts";
import type { OpenOptions, SopChange, SopClient } from "../types.ts";
import { createUndoHistory } from "../undo/history.ts";
import { adoptOrphans } from "./adopt.ts";
import { createCompany } from "./company.ts";
import { handleMessage } from "./handle-message.ts";
import { keepGraph } from "./keep-graph.ts";
import { markKept } from "./keep-then-send.ts";
import { createKeeper } from "./keeper.ts";
import { createLastWrites } from "./last-writes.ts";
import { createEdits } from "./make-edits.ts";
import { createOwnLocks } from "./own-locks.ts";
import { show, type SessionParts } from "./parts.ts";
import { logPlace } from "./find-in-log.ts";
import { pointOf } from "./point-of.ts";
import { createPresence } from "./presence.ts";
import { createReceipts } from "./receipts.ts";
import { recall } from "./recall.ts";
import { retryFreed } from "./retry-freed.ts";
import { createSender } from "./sender.ts";
import { setSuspectAside } from "./settle.ts";
import { statusOf } from "./status.ts";
import type { StoredQueue } from "./stored-queue.ts";
import { setAllAside, takeInit } from "./take-init.ts";
import { createSeenTeller } from "./tell-seen.ts";

/** What a session runs on. */
export interface SessionOptions extends Pick<OpenOptions, "url" | "sop" | "auth"> {
  readonly env: Env;
  readonly store: SyncStore;
  readonly queue: QueueName;
  /** Gives the queue's name back, when nothing more is written. */
  readonly release: () => Promise<void>;
  readonly stored: StoredQueue;
  readonly warn: (warning: string) => void;
  /** Hears the first thing that decides whether there is a SOP: its graph, or that it cannot be had. */
  readonly settled: (state: LinkState | "loaded") => void;
}

/** One SOP, kept in step with the registry. */
export function createSession(options: SessionOptions): SopClient {
  const { env, store, queue: name, stored, warn, settled } = options;
  const listeners = new Set<(change: SopChange) => void>();
  const quarantine = createQuarantine(stored.asides, stored.seen);
  const company = createCompany();
  const core = createCore(() => company.peer);
  const undo = createUndoHistory();
  const keeper = createKeeper(store, name, env, (error) => {
    if (error === null) markKept(core.queue);
    else warn(`what you do is not kept on this device: ${error}`);
    emit({ kind: "status" });
  });
  let isClosed = false;
  let isLive = false;
  let hasAdopted = false;
  let link: Link;
  const getLink = () => link;
  const place = logPlace(options, env);
  const receipts = createReceipts();
  const presence = createPresence(getLink, env);
  const ownLocks = createOwnLocks(getLink);
  const parts: SessionParts = {
    env,
    core,
    undo,
    quarantine,
    keeper,
    company,
    receipts,
    lastWrites: createLastWrites(),
    sender: createSender(core.queue, getLink, env, () => parts.serverNow()),
    link: getLink,
    serverNow: () => env.now() + (isLive ? link.offset() : (stored.standing?.offset ?? 0)),
    emit,
    warn,
    limits: DEFAULT_LIMITS,
    newest: 0,
    claimed: new Set(),
    early: new Set(),
    keptPatches: stored.patches.length,
    sendPinned: null,
    needsWhole: false,
    isAskedInBrief: false,
    recalled: null,
  };
  const edits = createEdits(parts);
  const seen = createSeenTeller(parts);
  const asides = createAsides({
    quarantine,
    graph: () => core.shown.graph,
    edit: (edit, alongside) => edits.edit(edit, false, alongside),
    again: edits.again,
    changed(writes) {
      keeper.keepSoon(writes);
      seen.tell();
      emit({ kind: "asides" });
      emit({ kind: "status" });
    },
  });

  function emit(change: SopChange): void {
    for (const listen of listeners) {
      try {
        listen(change);
      } catch (error) {
        warn(`a subscriber failed: ${String(error)}`);
      }
    }
  }

  /** Once a session: a queue whose tab goes meanwhile is found by the next one. */
  async function bringHome(): Promise<void> {
    if (hasAdopted) return;
    hasAdopted = true;
    try {
      hasAdopted = await adoptOrphans(parts, { store, own: name, ...(await place()) });
    } catch (error) {
      hasAdopted = false;
      warn(`what another tab left could not be sent yet: ${String(error)}`);
    }
  }

  const resync = () => link.resync();

  const events: LinkEvents = {
    point: () => pointOf(parts),
    opened(init) {
      if (isClosed) return;
      isLive = true;
      parts.sender.opened();
      const taken = takeInit(parts, init);
      if (taken !== "taken") {
        parts.needsWhole = taken === "gap";
        return resync();
      }
      settled("loaded");
      seen.opened();
      presence.opened();
      ownLocks.opened();
      parts.sender.flush();
      retryFreed(parts, asides);
      emit({ kind: "status" });
      void bringHome();
    },
    message(message, isAnswer) {
      if (isClosed) return;
      const { state } = link;
      const via = state.kind === "open" ? state.via : "socket";
      handleMessage(message, parts, { via, isAnswer, resync, lockAnswered: ownLocks.answered });
      parts.sender.flush();
      if (message.type === "locks" || message.type === "leave") retryFreed(parts, asides);
      if (message.type === "pong") seen.answered(message.t);
      emit({ kind: "status" });
    },
    ended(end) {
      ownLocks.ended();
      const suspect = parts.sender.ended(end);
      parts.sender.opened();
      if (suspect !== null) setSuspectAside(parts, suspect);
      show(parts);
      for (const kind of ["peers", "locks", "status"] as const) emit({ kind });
    },
    state(state) {
      if (state.kind === "stopped") stopped(state.code);
      settled(state);
      emit({ kind: "status" });
    },
  };

  /** Out of reach for good: what was not answered stays with its author. */
  function stopped(code: number): void {
    if (code === CLOSE.deleted) setAllAside(parts, "sop_deleted");
    if (code === CLOSE.forbidden || code === CLOSE.not_found) setAllAside(parts, "access_lost");
    show(parts);
  }

  recall(parts, stored);
  link = openLink({ ...options, client: name.client, events });

  return {
    sop: options.sop,
    client: name.client,
    get peer() {
      return company.peer;
    },
    get role() {
      return company.role;
    },
    view: core.shown,
    get version() {
      return core.version;
    },
    get envelope() {
      return company.envelope;
    },
    peers: company.peers,
    locks: company.locks,
    get status() {
      return statusOf(link.state, core, quarantine.size, keeper.error);
    },
    asides,
    get canUndo() {
      return undo.canUndo;
    },
    get canRedo() {
      return undo.canRedo;
    },
    serverNow: parts.serverNow,
    graph(): GraphView {
      const { nodes, edges, ...meta } = core.shown.graph;
      return { ...meta, nodes: { ...nodes }, edges: { ...edges } };
    },
    edit: (edit, { atomic } = {}) => edits.edit(edit, atomic),
    gesture: () => edits.gesture(),
    claim: (patch) => void parts.claimed.add(patch),
    lastWrite: (path) => parts.lastWrites.at(path),
    undo: () => edits.takeBack("undo"),
    redo: () => edits.takeBack("redo"),
    presence: presence.update,
    lock: ownLocks.ask,
    subscribe(listen) {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    reconnect: () => link.retry(),
    async close() {
      if (isClosed) return;
      isClosed = true;
      presence.stop();
      link.close();
      if (parts.keptPatches > 0) keepGraph(parts);
      const isKept = await keeper.flush();
      // Not before: who has the name next must find all that was written under it.
      const released = keeper.stop().then(options.release);
      if (isKept) await released;
    },
  };
}
