import { createState, graphOf } from "#schemas/change/state.ts";
import type { SopState } from "#schemas/change/state.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import type { Limits } from "#schemas/limits.ts";
import type {
  CommitContext,
  GraphRules,
  GraphView,
  Judgement,
  NoticeDraft,
  Outcome,
  Patch,
} from "#schemas/change/types.ts";
import { commitChecked } from "./invariants.ts";
import { LOOSE_RULES } from "./loose-rules.ts";
import { copyJson, deepFreeze } from "./same-json.ts";

/** A SOP's history as tests need it: state and replaying twin, the graph of every version, results, locks, notices. */
export interface World {
  state: SopState;
  twin: SopState;
  readonly rules: GraphRules;
  readonly limits: Limits;
  /** Copies of the graph by version: what `ctx.baseGraph` is taken from. */
  readonly graphs: GraphView[];
  /** What was said of each judged patch, by peer and id: the room's part, not commit's. */
  readonly results: Map<string, { readonly body: string; readonly outcome: Outcome }>;
  readonly notices: NoticeDraft[];
  /** Node → the peer that holds it. */
  readonly locks: Map<string, string>;
}

/** What became of a sending: a judgement, or the first result of an id judged before. */
export type Reply = Judgement | { readonly kind: "replayed"; readonly outcome: Outcome };

/** A world at version 0 with this graph; loose schema and default bounds unless `parts` says otherwise. */
export function createWorld(
  graph: GraphView,
  parts: { rules?: GraphRules; limits?: Partial<Limits> } = {},
): World {
  return {
    state: createState(deepFreeze(copyJson(graph))),
    twin: createState(deepFreeze(copyJson(graph))),
    rules: parts.rules ?? LOOSE_RULES,
    limits: { ...DEFAULT_LIMITS, ...parts.limits },
    graphs: [copyJson(graph)],
    results: new Map(),
    notices: [],
    locks: new Map(),
  };
}

/** The context of a patch that arrives at `arrival` ms, as a room would make it. */
export function contextFor(world: World, patch: Patch, arrival: number): CommitContext {
  const { rules, limits, locks, graphs } = world;
  const lockHolder = (node: string) => locks.get(node);
  return {
    arrival,
    rules,
    limits,
    lockHolder,
    baseGraph: patch.base === null ? undefined : graphs[patch.base],
  };
}

/** Sends a patch that arrives at `arrival` ms: judged once and with every invariant checked, then replayed. */
export function submit(world: World, patch: Patch, arrival: number): Reply {
  const key = `${patch.peer} ${patch.id}`;
  const body = JSON.stringify([patch.ops, patch.base, patch.atomic]);
  const known = world.results.get(key);
  if (known !== undefined && known.body !== body)
    return { kind: "error", code: "id_reused", message: patch.id };
  if (known !== undefined) return { kind: "replayed", outcome: known.outcome };
  const judgement = commitChecked(world.state, world.twin, patch, contextFor(world, patch, arrival));
  if (judgement.kind === "error") return judgement;
  world.results.set(key, { body, outcome: judgement.outcome });
  if (judgement.kind === "committed") {
    world.graphs.push(copyJson(graphOf(world.state)));
    world.notices.push(...judgement.notices);
  }
  return judgement;
}

/** The graph as it is now: a live view. */
export function currentGraph(world: World): GraphView {
  return graphOf(world.state);
}
