import type { SopRecord } from "#registry/storage/storage.ts";
import type { Limits } from "#schemas/limits.ts";
import { clientLimits } from "#schemas/limits.ts";
import type { InitMessage, Peer } from "#schemas/protocol/server-message.ts";
import { encodeSop } from "./encode-sop.ts";
import type { Encoded } from "./types.ts";

/** What an `init` is made of. */
export interface InitParts {
  readonly record: SopRecord;
  readonly you: InitMessage["you"];
  readonly peers: readonly Peer[];
  /** The peer that holds each locked node. */
  readonly locks: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** The client asked for as little as will do (P15). */
  readonly isShort: boolean;
  /** The registry's clock, ms. */
  readonly time: number;
  /** The whole graph, or all patches since what the client has, as JSON text. */
  readonly content:
    | {
        readonly graphText: string;
        /** What stands beside it; null: it was not asked for. */
        readonly sideText: string | null;
        readonly since: number | null;
        /** Its patches that were committed since then; null: it did not ask. */
        readonly landed: readonly string[] | null;
      }
    | { readonly patches: string };
}

/** The `init` message: the graph's text, encoded once per version, goes in as it is. */
export function encodeInit(parts: InitParts): Encoded {
  const { record, you, peers, locks, limits, isShort, time, content } = parts;
  const { version, head } = record;
  const start = JSON.stringify({
    type: "init",
    protocol: 1,
    version,
    head,
    time,
    you,
    peers,
    locks,
    limits: clientLimits(limits, isShort),
    ...("since" in content && content.since !== null && { since: content.since }),
    ...("landed" in content && content.landed !== null && { landed: content.landed }),
  }).slice(0, -1);
  const rest =
    "patches" in content
      ? `"patches":${content.patches}`
      : `"sop":${encodeSop(record, you.role, content.graphText)}${sideMember(content.sideText)}`;
  return { type: "init", text: `${start},${rest}}`, mark: `${version}-${head}` };
}

function sideMember(text: string | null): string {
  return text === null ? "" : `,"side":${text}`;
}
