import type { Aside, SopClient } from "#studio/sync/types.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { Json } from "#schemas/json.ts";
import { Finding } from "./finding.ts";
import type { World } from "./world.ts";

type Known = Pick<Aside, "id" | "patch" | "kind" | "code">;

/** What was ever shown to an author as set aside, and what they did about it. */
export class AsideBook {
  readonly #shown = new Map<string, Known>();
  readonly #dealt = new Set<string>();
  readonly #kept = new Set<string>();

  /** It is on a device's disk. */
  kept(aside: string): void {
    this.#kept.add(aside);
  }

  /** From now on everything that this client sets aside is noted. */
  watch(client: SopClient): void {
    const note = () => {
      for (const { id, patch, kind, code } of client.asides.list())
        this.#shown.set(id, { id, patch, kind, code });
    };
    note();
    client.subscribe(({ kind }) => kind === "asides" && note());
  }

  /** Its author has discarded it, tried it again, or had it restored. */
  dealtWith(aside: string): void {
    this.#dealt.add(aside);
  }

  /** Asserts that what was set aside stays so until its author deals with it, and that nothing is that stands. */
  check(world: World): void {
    const { log, ledger } = world;
    const now = new Map(listAsides(world).map((aside) => [aside.id, aside]));
    for (const { patch, kind, code } of now.values()) {
      if (CLIENTS_FAULTS.has(code)) throw new Finding("defect", `${patch} is set aside as ${code}`);
      // What is older than the horizon nobody knows any more.
      const isKnown =
        world.timeline.now - (ledger.edits.get(patch)?.ts ?? 0) < DEFAULT_LIMITS.horizon_ms - DAY_MS;
      if (kind === "unsent" && isKnown && log.has(patch))
        throw new Finding("saved_set_aside", `${patch} as ${code}`);
    }
    for (const { id, patch, kind } of this.#shown.values()) {
      const edit = ledger.edits.get(patch);
      // One in memory alone goes with its tab, and what it was set aside of is judged anew.
      if (this.#dealt.has(id) || now.has(id) || edit === undefined || !this.#kept.has(id)) continue;
      // Its fate was not known, and is by now; or a call came twice, and what was refused unjudged the one time was judged the other.
      if ((kind === "unknown" || kind === "unsent") && log.everJudged.has(`${edit.peer} ${patch}`)) continue;
      // A notice is the registry's, which may have lost it with the history that it was about, or for its age.
      if (kind === "undone" && (log.hasGoneBack || world.hasAged)) continue;
      throw new Finding("author_not_told", `what was set aside of ${patch} (${id}) is gone`);
    }
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What no author can be to blame for: a client that keeps to the protocol is never told so. */
const CLIENTS_FAULTS = new Set(["id_reused", "malformed", "base_ahead"]);

/** What is set aside, in a tab or on a device. */
export function listAsides(world: World): readonly Known[] {
  const inTabs = [...world.tabs].flatMap(({ client }) => client?.asides.list() ?? []);
  const onDisks = world.devices.flatMap(({ disk }) =>
    [...disk.values()].flatMap(({ rows }) =>
      [...rows.values()].filter(({ kind }) => kind === "aside").map(({ value }) => asAside(value)),
    ),
  );
  return [...inTabs, ...onDisks];
}

function asAside(value: Json): Known {
  return value as unknown as Known;
}
