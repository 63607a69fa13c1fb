import type { Fault } from "./fault.ts";

/** Faults of the registry and of the judging of patches. */
export const REGISTRY_FAULTS: readonly Fault[] = [
  {
    name: "an id is judged again",
    file: "registry/src/storage/sqlite/find-result.ts",
    find: "return (sop, id, peer) => find.get(sop, id, peer);",
    replace: "return () => null;",
    caught: { seed: 2, actions: 100, by: "no_quiescence" },
  },
  {
    name: "echo before commit",
    file: "registry/src/room/commit-batch.ts",
    find: "const end = await parts.commits.append({",
    replace: 'const end: AppendEnd = "ok"; void parts.commits.append({',
    caught: { seed: 1, actions: 100, by: "told_before_disk" },
  },
  {
    name: "a failed append passes as stored",
    file: "registry/src/room/group-commit.ts",
    find: 'return "failed";\n  }\n}',
    replace: 'return "ok";\n  }\n}',
    caught: { seed: 1, actions: 100, by: "told_before_disk" },
  },
  {
    name: "cascade forgotten",
    file: "schemas/src/change/entity-remove.ts",
    find: "for (const edge of [...edgesOf(draft.state, ref.id)].sort()) detach(draft, edge, ref.id, stamp);",
    replace: ";",
    caught: { seed: 1, actions: 100, by: "invariants" },
  },
  {
    name: "ts not clamped",
    file: "schemas/src/change/draft.ts",
    find: "ms: Math.min(patch.ts, arrival),",
    replace: "ms: patch.ts,",
    caught: { seed: 1, actions: 100, by: "late_ts" },
  },
  {
    name: "frame of a refused list op kept",
    file: "schemas/src/change/close-commit.ts",
    find: "round.ops.filter((_, op) => round.fates[op]?.some(isRefused)),",
    replace: "round.ops.filter((_, op) => op < 0 && round.fates[op]?.some(isRefused)),",
    caught: { seed: 83, actions: 100, by: "wrong_element" },
  },
  {
    name: "seen rule dropped",
    file: "schemas/src/change/frame.ts",
    find: "const floor = tested ? mark.stamp : seenPrefix(mark.stamp, (entry) => hasSeen(draft, entry));",
    replace: "const floor = tested ? mark.stamp : seenPrefix(mark.stamp, () => false);",
    caught: { seed: 228, actions: 100, by: "seen_edit_lost" },
  },
  {
    name: "notice not kept",
    file: "registry/src/storage/sqlite/append.ts",
    find: "for (const { by, detail, ...notice } of append.notices) {",
    replace: "for (const { by, detail, ...notice } of append.notices.slice(0, 0)) {",
    caught: { seed: 66, actions: 100, by: "author_not_told" },
  },
  {
    name: "lock ignored",
    file: "registry/src/room/judge.ts",
    find: "const context = { arrival, rules: parts.rules, limits: parts.limits, lockHolder };",
    replace:
      "const context = { arrival, rules: parts.rules, limits: parts.limits, lockHolder: (node: string) => (lockHolder(node), undefined) };",
    caught: { seed: 2, actions: 100, by: "lock_ignored" },
  },
  {
    name: "heads not compared",
    file: "registry/src/room/catch-up.ts",
    find: "(await log.headAt(id, since.version)) === since.head;",
    replace: "(await log.headAt(id, since.version)) !== null;",
    caught: { seed: 343, actions: 100, by: "view_behind" },
  },
  {
    name: "compaction not told by rows",
    file: "schemas/src/change/delta-codec.ts",
    find: "if (forgotten.length > 0) delta.c = forgotten;",
    replace: ";",
    caught: { seed: 1, actions: 100, by: "invariants" },
  },
];
