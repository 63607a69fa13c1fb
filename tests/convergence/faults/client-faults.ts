import type { Fault } from "./fault.ts";

/** Faults of the client. */
export const CLIENT_FAULTS: readonly Fault[] = [
  {
    name: "base raised while it waits",
    file: "studio/src/sync/core/core.ts",
    find: "      head = event.head;\n",
    replace:
      "      head = event.head;\n      for (const waiting of queue.all()) if (waiting.made.base !== null) waiting.made = { ...waiting.made, base: event.version };\n",
    caught: { seed: 1, actions: 100, by: "resend_changed" },
  },
  {
    name: "sent before it is kept",
    file: "studio/src/sync/session/keep-then-send.ts",
    find: "for (const patch of patches) patch.mayGo = false;",
    replace: "for (const patch of patches) patch.mayGo = true;\n  sender.flush();",
    caught: { seed: 1, actions: 100, by: "sent_before_kept" },
  },
  {
    name: "sent out of order",
    file: "studio/src/sync/session/sender.ts",
    find: "      let onTheWay = 0;\n      for (const patch of queue.all()) {",
    replace: "      let onTheWay = 0;\n      for (const patch of [...queue.all()].reverse()) {",
    caught: { seed: 1, actions: 100, by: "out_of_order" },
  },
  {
    name: "own echo applied twice",
    file: "studio/src/sync/core/core.ts",
    find: "        applyEffects(state, ops);\n",
    replace:
      '        applyEffects(state, ops);\n        if (isOwn && ops.every(({ op, path }) => op === "add" && /list.\\d+$/.test(path))) applyEffects(state, ops);\n',
    caught: { seed: 1, actions: 100, by: "echo_moves" },
  },
  {
    name: "undo takes back what others wrote",
    file: "studio/src/sync/undo/take-back.ts",
    find: "if (!equalJson(now, after) || hasNewEdges(sheet, place)) return LEFT_ALONE;",
    replace: "if (hasNewEdges(sheet, place)) return LEFT_ALONE;",
    caught: { seed: 111, actions: 100, by: "defect" },
  },
  {
    name: "asides dropped on reconnect",
    file: "studio/src/sync/session/take-init.ts",
    find: "  company.enter(init);\n",
    replace:
      "  company.enter(init);\n  for (const { id } of [...parts.quarantine.list()]) parts.keeper.keepSoon(parts.quarantine.remove(id));\n",
    caught: { seed: 1, actions: 100, by: "lost_edit" },
  },
  {
    name: "a void ticket ends it",
    file: "studio/src/sync/link/socket.ts",
    find: "if (pulse === null && code === CLOSE.unauthenticated)",
    replace: "if (pulse === undefined && code === CLOSE.unauthenticated)",
    caught: { seed: 61, actions: 100, by: "no_quiescence" },
  },
  {
    name: "a refusal is not set aside",
    file: "studio/src/sync/session/settle.ts",
    find: "const asides = asidesOf(patch.made, fate, surroundings(parts));",
    replace: "const asides = asidesOf(patch.made, fate, surroundings(parts)).slice(0, 0);",
    caught: { seed: 1, actions: 100, by: "author_not_told" },
  },
  {
    name: "an edge laid without what I did to its nodes",
    file: "studio/src/sync/core/core.ts",
    find: "entities: keys.flatMap((key) => entities.get(key) ?? []),",
    replace: "entities: keys.slice(0, 1).flatMap((key) => entities.get(key) ?? []),",
    caught: { seed: 2, actions: 100, by: "echo_moves" },
  },
  {
    name: "what stands beside a graph forgotten",
    file: "studio/src/sync/session/take-init.ts",
    find: "core.startOver(graph, init.version, init.head, init.side);",
    replace: "core.startOver(graph, init.version, init.head);",
    caught: { seed: 3, actions: 100, by: "echo_moves" },
  },
  {
    name: "what is not pinned any more, not told",
    file: "studio/src/sync/session/make-edits.ts",
    find: "          tellView(parts, unpinned, false);\n",
    replace: "",
    caught: { seed: 190, actions: 100, by: "view_identity" },
  },
  {
    name: "an echo of the catch-up as an answer",
    file: "studio/src/sync/session/take-init.ts",
    find: 'takePatches(parts, patches, "news")',
    replace: 'takePatches(parts, patches, "answer")',
    caught: { seed: 127, actions: 140, by: "author_not_told" },
  },
  {
    name: "an own element shows behind others'",
    file: "schemas/src/change/lay.ts",
    find: "draft.ms = placesElement(ops[i] as ParsedOp) ? ts : NEWEST_MS;",
    replace: "draft.ms = NEWEST_MS;",
    caught: { seed: 17, actions: 100, by: "echo_moves" },
  },
];
