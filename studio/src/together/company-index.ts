import { agentOf } from "#schemas/ids.ts";
import type { Peer } from "#schemas/protocol/server-message.ts";

/** Who has to do with a node, besides me. */
export interface NodeCompany {
  /** Who holds its lock: another agent, since one's own tabs take over from each other by themselves. */
  readonly holder: Peer | null;
  readonly selectedBy: readonly Peer[];
  readonly typing: Peer | null;
}

/** Nobody. */
export const ALONE: NodeCompany = { holder: null, selectedBy: [], typing: null };

/** What the index is made from. */
interface Here {
  readonly peers: Iterable<Peer>;
  readonly locks: ReadonlyMap<string, string>;
  /** My peer's name. */
  readonly me: string | null;
}

/**
 * Who has to do with which node. An entry that says the same as in `before` is the very same object, so that only nodes
 * whose company changed are drawn again.
 */
export function indexCompany(
  { peers, locks, me }: Here,
  before: ReadonlyMap<string, NodeCompany>,
): ReadonlyMap<string, NodeCompany> {
  const byName = new Map<string, Peer>();
  const drafts = new Map<string, { holder: Peer | null; selectedBy: Peer[]; typing: Peer | null }>();
  const at = (node: string) => {
    const known = drafts.get(node) ?? { holder: null, selectedBy: [], typing: null };
    drafts.set(node, known);
    return known;
  };
  for (const peer of peers) {
    byName.set(peer.peer, peer);
    if (peer.peer === me || peer.status === "away") continue;
    for (const node of peer.selection ?? []) at(node).selectedBy.push(peer);
    if (peer.typing !== undefined) at(peer.typing).typing = peer;
  }
  for (const [node, name] of locks) {
    if (me !== null && agentOf(name) === agentOf(me)) continue;
    at(node).holder = byName.get(name) ?? withoutConnection(name, byName.values());
  }
  return new Map([...drafts].map(([node, draft]) => [node, keepSame(before.get(node), draft)]));
}

function keepSame(before: NodeCompany | undefined, now: NodeCompany): NodeCompany {
  if (before === undefined) return now;
  const isSame =
    isSamePeer(before.holder, now.holder) &&
    isSamePeer(before.typing, now.typing) &&
    before.selectedBy.length === now.selectedBy.length &&
    before.selectedBy.every((peer, i) => isSamePeer(peer, now.selectedBy[i] ?? null));
  return isSame ? before : now;
}

/** A peer whose cursor moved is drawn the same on a node. */
function isSamePeer(a: Peer | null, b: Peer | null): boolean {
  return a === b || (a?.peer === b?.peer && a?.name === b?.name && a?.color === b?.color);
}

/** Who holds a lock without a connection of its own: an agent over HTTP, which may be here by another name. */
function withoutConnection(peer: string, peers: Iterable<Peer>): Peer {
  const agent = agentOf(peer);
  for (const other of peers) if (other.agent === agent) return { ...other, peer };
  return {
    peer,
    agent,
    name: agent,
    color: "#5b7785",
    role: "editor",
    connected_at: 0,
    status: "active",
  };
}
