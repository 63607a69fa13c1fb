import type { Json, JsonObject } from "#schemas/json.ts";
import type { PatchOp } from "#schemas/change/op.ts";
import type { GraphView } from "#schemas/change/types.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import type { Envelope, Naming, Role } from "#schemas/protocol/document.ts";
import type { By, OpResult, Peer } from "#schemas/protocol/server-message.ts";
import type { ClientMessage } from "#schemas/protocol/client-message.ts";
import type { MadePatch } from "./core/pending.ts";
import type { Cancel, Env } from "./env.ts";
import type { LinkState } from "./link/link.ts";
import type { SyncStore } from "./store/store.ts";

/** What `openSop` needs. */
export interface OpenOptions {
  /** The registry, e.g. "https://sops.example.org"; in a page its own origin. */
  readonly url: string;
  /** `kp:sop:…`. */
  readonly sop: string;
  /** An API key or token, or what gives a fresh one; asked at each connect and before a token ends. */
  readonly auth: string | (() => string | Promise<string>);
  /** Where edits survive this tab or process; default: IndexedDB in a browser, memory elsewhere. */
  readonly store?: SyncStore;
  /** Whose key it is, where that is known: what other agents left on this device is left alone then, and not shown. */
  readonly agent?: string;
  /** The client name to come back under, if nobody holds it. */
  readonly client?: string;
  /** What the names of new clients begin with, so that others can tell what has connected: up to 8 of `A-Za-z0-9_-`. */
  readonly clientPrefix?: string;
  readonly env?: Env;
  /** Hears of what the client noticed and survived: an unknown message type, a store that fails. */
  readonly warn?: (warning: string) => void;
}

/** Asks for an edit: operations on the view, or a recipe that changes a draft of it. */
export type Edit = readonly PatchOp[] | ((draft: Graph) => void);

/** How an edit ended. */
export type EditEnd =
  /** On the registry's disk; `ops`: what took effect in another form, was nothing new, or lost to a newer write. */
  | { readonly kind: "saved"; readonly version: number | null; readonly ops: readonly OpResult[] }
  /** Refused in part or whole: what did not stand is set aside under these ids. */
  | { readonly kind: "refused"; readonly version: number | null; readonly asides: readonly string[] }
  /** Set aside under these ids after it was sent, and how it fared was not told: it may be saved all the same, or be yet. */
  | { readonly kind: "unknown"; readonly asides: readonly string[] };

/** An edit on its way. Its promises never reject. */
export interface EditReceipt {
  /** The patches it became: one, or several where it was past the bounds of one; none when nothing changed. */
  readonly patches: readonly string[];
  /** Resolves to true once it is on this device's disk; false: the store failed, it is in memory alone. */
  readonly onDevice: Promise<boolean>;
  /** Resolves when the registry has judged it, however long that takes. */
  readonly end: Promise<EditEnd>;
}

/** A drag or a burst of typing: what it shows is pinned until it ends, what it sends is one undo step. */
export interface Gesture {
  /** Shows the ops at once; they leave every 300 ms, or as often as was asked for. Later ops of a gesture replace earlier ones to the same place. */
  update(edit: Edit): void;
  /** Sends what is left. */
  end(): EditReceipt;
  /** Takes back what was not sent, and undoes what was. */
  cancel(): void;
}

/** What somebody else wrote last at a place. */
export interface LastWrite {
  readonly agent: string;
  readonly peer: string;
  readonly version: number;
  /** What they wrote at the very place; absent: they wrote above or below it, or removed it. */
  readonly value?: Json;
}

/** What undo or redo did. */
export interface UndoResult {
  /** False: there was nothing to do. */
  readonly done: boolean;
  /** The step that was taken: the claimed patch's id where the registry made it; null: none. */
  readonly step: string | null;
  /** Places that were left alone, since others changed them meanwhile, or what they hung on is gone. */
  readonly skipped: readonly { readonly path: string; readonly reason: "changed_since" | "end_gone" }[];
}

/** Why something of mine is set aside. */
export type AsideKind =
  /** Judged and refused. */
  | "refused"
  /** Never sent, or sent and surely not judged. */
  | "unsent"
  /** Sent; whether it was judged is not known. Retried under its own id. */
  | "unknown"
  /** Saved once, undone since by somebody who had not seen it (a notice). */
  | "undone";

/** Something of mine that does not stand, with all that is needed to do something about it. */
export interface Aside {
  readonly id: string;
  readonly kind: AsideKind;
  /** The rejection's, error's or notice's code; or `too_big`, `ended_sockets`, `confirm_removal`, `access_lost`, `sop_deleted`, `other_agent`, `rolled_back`, `forgotten`, `part_forgotten`, `place_lost`. */
  readonly code: string;
  /** A sentence for the author. */
  readonly message: string;
  readonly patch: string;
  /** The node it belongs to, for grouping (an edge's: its source); null: the SOP itself. */
  readonly node: string | null;
  /** What did not stand, as it was made. */
  readonly ops: readonly PatchOp[];
  readonly by: By | null;
  /** When it was set aside, ms. */
  readonly at: number;
  /** Goes again by itself when the node's lock is free. */
  readonly whenFree: boolean;
  /** The notice that told of it, and what it buried. */
  readonly notice: { readonly id: string; readonly path: string; readonly buried: Json | null } | null;
  /** As it was sent, while its fate is not known. */
  readonly made?: MadePatch;
}

/** A place of an aside: what I wanted there, and what is there now. */
export interface Comparison {
  readonly path: string;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
}

/** The quarantine. */
export interface Asides {
  /** Oldest first. */
  list(): readonly Aside[];
  compare(id: string): readonly Comparison[];
  /**
   * Tries again: as a new edit on what is there now, or under its own id where its fate is not known. Null: no such aside.
   * Throws `EditError` where it does not fit on what is there now; it stays aside then.
   */
  retry(id: string): EditReceipt | null;
  /** Brings back what was undone or removed, where the aside holds it; null: it does not, or it is there. Throws as `retry`. */
  restore(id: string): EditReceipt | null;
  /** As text for the clipboard: JSON. */
  copy(id: string): string;
  discard(id: string): void;
  sendWhenFree(id: string, isOn: boolean): void;
}

/** The promises that are kept for my edits, and what stands in the way. */
export interface Status {
  /** The worst first: what an indicator would show. `gone`: stopped for good, see `link`. */
  readonly summary:
    "error" | "gone" | "conflict" | "offline" | "reconnecting" | "saving" | "on_device" | "saved";
  readonly link: LinkState;
  /** Patches that are not on this device's disk yet; what a gesture shows and has not made counts as one. */
  readonly unkept: number;
  /** On this device, not sent on the present connection. */
  readonly kept: number;
  /** On this device and sent, not answered. */
  readonly sent: number;
  /** When the oldest patch that waits for its answer was sent, ms on this machine's clock; null: none waits for an answer. */
  readonly sentSince: number | null;
  readonly asides: number;
  /** Set while the store does not take what it is given: edits live in memory alone. */
  readonly storeError: string | null;
}

/** The envelope as far as it was told; `named`: the naming of a version that was told last; `links`: when one was made or taken back. */
export type ToldEnvelope = Partial<Envelope> & {
  readonly named?: Naming | undefined;
  readonly links?: number | undefined;
};

/** What changed, told to subscribers after the fact, in one call per change. */
export type SopChange =
  /** Ids that are new, changed or gone in the view; `isWhole`: anything may have changed. */
  | {
      readonly kind: "view";
      readonly nodes: ReadonlySet<string>;
      readonly edges: ReadonlySet<string>;
      readonly meta: boolean;
      readonly isWhole: boolean;
    }
  | { readonly kind: "status" | "peers" | "locks" | "asides" | "role" | "envelope" | "undo" };

/** What is shown: the confirmed graph with own unanswered edits laid over. Unchanged entities keep their identity. */
export interface View {
  readonly nodes: ReadonlyMap<string, JsonObject>;
  /** Never one without both ends. */
  readonly edges: ReadonlyMap<string, JsonObject>;
  readonly meta: JsonObject;
}

/** What a client tells of itself. */
export type PresenceUpdate = Omit<Extract<ClientMessage, { type: "presence" }>, "type">;

/** One SOP, open for live editing. */
export interface SopClient {
  readonly sop: string;
  readonly client: string;
  /** `<agent>/<client>`; null until the registry was reached for the first time. */
  readonly peer: string | null;
  readonly role: Role | null;
  readonly view: View;
  /** The version that is confirmed here. */
  readonly version: number;
  readonly envelope: ToldEnvelope;
  /** Everybody here, me included, by peer. */
  readonly peers: ReadonlyMap<string, Peer>;
  /** The peer that holds each locked node. */
  readonly locks: ReadonlyMap<string, string>;
  readonly status: Status;
  readonly asides: Asides;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The registry's clock as far as known, ms. */
  serverNow(): number;
  /** The view as a plain graph that later changes do not move. */
  graph(): GraphView;
  /** Throws `EditError` on an edit that cannot be laid on the view; nothing is changed then. */
  edit(edit: Edit, options?: { readonly atomic?: boolean; readonly label?: string }): EditReceipt;
  gesture(label?: string): Gesture;
  /** What another peer wrote last at, above or below a place (a pointer), as far as this session heard of it. */
  lastWrite(path: string): LastWrite | null;
  undo(): UndoResult;
  redo(): UndoResult;
  /** A patch that the registry will make for me under this id (a restore, by its `Idempotency-Key`) is undone like my own. */
  claim(patch: string): void;
  presence(update: PresenceUpdate): void;
  /** The whole set of nodes that I want to hold from now on; resolves to those that I got. */
  lock(nodes: readonly string[]): Promise<ReadonlySet<string>>;
  subscribe(listen: (change: SopChange) => void): Cancel;
  /** Tries to connect at once. */
  reconnect(): void;
  /** Resolves when everything made so far is on this device, and the connection is closed. */
  close(): Promise<void>;
}
