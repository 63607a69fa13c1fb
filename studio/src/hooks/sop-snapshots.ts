import type { JsonObject } from "#schemas/json.ts";
import type { Role } from "#schemas/protocol/document.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";
import { keepSame } from "./keep-same.ts";
import type { Aside, SopChange, SopClient, Status, ToldEnvelope } from "../sync/types.ts";

/** What is shown of the graph, as values that never change: another object is another value. */
interface ViewSnapshot {
  readonly nodes: readonly JsonObject[];
  readonly edges: readonly JsonObject[];
  readonly meta: JsonObject;
}

/** Everything that a component may show of a SOP. */
export interface SopSnapshot {
  readonly view: ViewSnapshot;
  readonly status: Status;
  readonly peers: readonly Peer[];
  readonly locks: ReadonlyMap<string, string>;
  readonly asides: readonly Aside[];
  readonly role: Role | null;
  readonly envelope: ToldEnvelope;
  readonly undo: { readonly canUndo: boolean; readonly canRedo: boolean };
}

/** Values of a SOP that React may compare by identity. */
export interface SopSnapshots {
  read<K extends keyof SopSnapshot>(part: K): SopSnapshot[K];
  subscribe(part: keyof SopSnapshot, changed: () => void): () => void;
}

type Readers = { readonly [K in keyof SopSnapshot]: (sop: SopClient) => SopSnapshot[K] };

const READERS: Readers = {
  view: ({ view }) => ({ nodes: [...view.nodes.values()], edges: [...view.edges.values()], meta: view.meta }),
  status: ({ status }) => status,
  peers: ({ peers }) => [...peers.values()],
  locks: ({ locks }) => new Map(locks),
  asides: ({ asides }) => asides.list(),
  role: ({ role }) => role,
  envelope: ({ envelope }) => envelope,
  undo: ({ canUndo, canRedo }) => ({ canUndo, canRedo }),
};

const known = new WeakMap<SopClient, SopSnapshots>();

/** The snapshots of a SOP: made once, read anew after a change, and only where somebody asks. */
export function snapshotsOf(sop: SopClient): SopSnapshots {
  const there = known.get(sop);
  if (there !== undefined) return there;
  const snapshots = createSnapshots(sop);
  known.set(sop, snapshots);
  return snapshots;
}

function createSnapshots(sop: SopClient): SopSnapshots {
  const values = new Map<keyof SopSnapshot, unknown>();
  const stale = new Set<keyof SopSnapshot>();
  const listeners = new Map<keyof SopSnapshot, Set<() => void>>();
  sop.subscribe((change: SopChange) => {
    stale.add(change.kind);
    for (const changed of listeners.get(change.kind) ?? []) changed();
  });
  return {
    read<K extends keyof SopSnapshot>(part: K): SopSnapshot[K] {
      if (stale.delete(part) || !values.has(part)) {
        // A status is told after each message, and is mostly what it was.
        values.set(part, keepSame(values.get(part), READERS[part](sop)));
      }
      return values.get(part) as SopSnapshot[K];
    },
    subscribe(part, changed) {
      const heard = listeners.get(part) ?? new Set();
      listeners.set(part, heard);
      heard.add(changed);
      return () => void heard.delete(changed);
    },
  };
}
