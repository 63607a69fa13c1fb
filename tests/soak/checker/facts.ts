import type { Evidence, StoredRow } from "./evidence.ts";
import type { EndOfEdit, HistoryLine, MadePatch } from "./history.ts";
import { firstDifference } from "./json.ts";

/** A patch that was on somebody's device. */
interface DevicePatch {
  readonly peer: string;
  readonly made: MadePatch;
}

/** The evidence, looked up by what the rules ask. */
export interface Facts {
  /** Patches that were found on a device otherwise than they were kept there. */
  readonly changed: readonly string[];
  /** Each sending, with what was on the device by then; undefined: nothing. */
  readonly sendings: readonly {
    readonly key: string;
    readonly sent: Omit<MadePatch, "ops">;
    readonly made: MadePatch | undefined;
  }[];
  /** By `peerAndId`, in the order in which they were made. */
  readonly patches: ReadonlyMap<string, DevicePatch>;
  readonly rows: ReadonlyMap<string, StoredRow>;
  /** Ends by the name of the patch, with its author. */
  readonly ends: readonly {
    readonly peer: string;
    readonly ids: readonly string[];
    readonly end: EndOfEdit;
  }[];
  /** Names of patches of which something was set aside, or a notice told. */
  readonly aside: ReadonlySet<string>;
  /** What each call that became one patch was made on, by `peerAndId`. */
  readonly madeOn: ReadonlyMap<string, number>;
}

/** A patch's name among all: its id is its peer's own. */
export function peerAndId(peer: string, id: string): string {
  return `${peer} ${id}`;
}

/** Puts the histories' lines and the file's rows in order. */
export function gatherFacts({ histories, stored }: Evidence): Facts {
  const patches = new Map<string, DevicePatch>();
  const ends: Facts["ends"][number][] = [];
  const aside = new Set<string>();
  const changed: string[] = [];
  const sendings: Facts["sendings"][number][] = [];
  const madeOn = new Map<string, number>();
  const addPatch = (peer: string, made: MadePatch) => {
    const key = peerAndId(peer, made.id);
    const before = patches.get(key)?.made;
    if (before === undefined) patches.set(key, { peer, made });
    else if (firstDifference(before, made) !== undefined) changed.push(key);
  };
  for (const { agent, lines } of histories) {
    let peer = `${agent}/`;
    const callVersions = new Map<string, number>();
    const take: { [At in HistoryLine["at"]]?: (line: Extract<HistoryLine, { at: At }>) => void } = {
      start: ({ client }) => (peer = `${agent}/${client}`),
      call: ({ call, version }) => callVersions.set(call, version),
      made: ({ call, patches: ids }) => {
        for (const id of ids) madeOn.set(peerAndId(peer, id), callVersions.get(call) ?? -1);
      },
      kept: ({ client, patch }) => addPatch(`${agent}/${client}`, patch),
      found: ({ client, patch }) => addPatch(`${agent}/${client}`, patch),
      sent: ({ patch: sent }) => {
        const key = peerAndId(peer, sent.id);
        sendings.push({ key, sent, made: patches.get(key)?.made });
      },
      end: ({ patches: ids, end }) => ends.push({ peer, ids, end }),
      aside: ({ patch }) => aside.add(peerAndId(peer, patch)),
    };
    for (const line of lines) (take[line.at] as ((line: HistoryLine) => void) | undefined)?.(line);
  }
  const rows = new Map(stored.rows.map((row) => [peerAndId(row.peer, row.id), row]));
  return { changed, sendings, patches, rows, ends, aside, madeOn };
}
