import { asidesOf, wholeAside } from "../asides/make-asides.ts";
import type { Fate, MadePatch } from "../core/pending.ts";
import { createDeferred } from "../deferred.ts";
import { createDecoder } from "../link/decode.ts";
import { createPoster } from "../link/poster.ts";
import type { ServerMessage } from "#schemas/protocol/server-message.ts";
import type { Aside } from "../types.ts";
import { withOtherBase } from "./other-base.ts";
import { surroundings, type SessionParts } from "./parts.ts";
import type { StoredPatch } from "./stored-queue.ts";

/** A queue that is to be emptied without a connection of its own. */
export interface Draining {
  readonly parts: SessionParts;
  /** `<registry>/v1/sop/<id>/messages?client=<orphan>`. */
  readonly address: string;
  readonly token: () => string;
  readonly pending: readonly StoredPatch[];
  /** One was answered: keeps what was set aside of it, and forgets it. */
  readonly settled: (patch: StoredPatch, asides: readonly Aside[]) => Promise<void>;
}

/** Sends patches in order by `POST messages` and takes the answers. Resolves to true when all were answered, to false when the line failed. */
export function drain({ parts, address, token, pending, settled }: Draining): Promise<boolean> {
  if (pending.length === 0) return Promise.resolve(true);
  const { promise, resolve } = createDeferred<boolean>();
  const decoder = createDecoder(parts.warn);
  const open = new Map(pending.map((patch) => [patch.made.id, patch]));
  let kept: Promise<void> = Promise.resolve();
  const poster = createPoster({
    env: parts.env,
    url: address,
    token,
    mostBytes: parts.limits.frame_bytes,
    answered(value) {
      const decoded = decoder.value(value);
      for (const { id, fate } of decoded.kind === "message" ? fatesIn(decoded.message) : []) {
        const patch = open.get(id);
        if (patch === undefined) continue;
        if (fate === "later") return end(false);
        const other = fate.code === "id_reused" ? withOtherBase(patch.made) : null;
        if (other !== null) {
          open.set(id, { ...patch, made: other });
          push(other);
          continue;
        }
        open.delete(id);
        const asides = asidesFor(parts, patch, fate);
        kept = kept.then(() => settled(patch, asides));
        // What cannot be kept here stays in the queue that it came from.
        kept.catch(() => end(false));
        if (open.size === 0) end(true);
      }
    },
    failed: () => end(false),
    // What has no answer now gets none.
    idle: () => end(false),
  });

  function end(isEmpty: boolean): void {
    poster.stop();
    void kept.then(
      () => resolve(isEmpty),
      () => resolve(false),
    );
  }

  function push({ id, base, ts, ops, atomic }: MadePatch): void {
    poster.push({ type: "patch", id, base, ts, ops: [...ops], ...(atomic && { atomic }) });
  }

  for (const { made } of pending) push(made);
  return promise;
}

interface Answer {
  readonly id: string;
  /** "later": it was not taken, and may be tried again as it is. */
  readonly fate: Fate | "later";
}

/** What a message says of patches; an outcome comes before its echo, which says nothing new then. */
function fatesIn(message: ServerMessage): readonly Answer[] {
  switch (message.type) {
    case "outcome": {
      const { id, version, ops, code } = message;
      const replay = version !== null && ops.length === 0 ? { effects: null } : undefined;
      return [{ id, fate: { version, ops, code, replay } }];
    }
    case "patch":
      return [{ id: message.id, fate: { version: message.version, ops: [] } }];
    case "patches":
      return message.patches.map(({ id, version }) => ({ id, fate: { version, ops: [] } }));
    case "error": {
      const { id, code, message: text } = message;
      if (id === undefined) return [];
      const isLater = code === "storage" || code === "base_ahead";
      return [{ id, fate: isLater ? "later" : { version: null, ops: [], code, message: text } }];
    }
    default:
      return [];
  }
}

function asidesFor(parts: SessionParts, { made }: StoredPatch, fate: Fate): readonly Aside[] {
  const isJudged = fate.message === undefined;
  if (isJudged) return asidesOf(made, fate, surroundings(parts));
  return [wholeAside(made, "unsent", fate.code ?? "", surroundings(parts), undefined, fate.message)];
}
