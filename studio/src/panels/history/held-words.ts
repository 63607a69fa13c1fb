import type { SopClient } from "../../sync/types.ts";
import { nameOf, nodeName } from "../../together/names.ts";
import type { HeldNode } from "./held-nodes.ts";

/** U56: who works on what, so that nothing was done. */
export function heldWords(sop: SopClient, held: readonly HeldNode[]): string {
  const byAgent = Map.groupBy(held, ({ agent }) => agent);
  const who = [...byAgent].map(
    ([agent, nodes]) =>
      `${nameOf(sop, agent)} is working on ${list(nodes.map(({ node }) => nodeName(sop, node)))}`,
  );
  return who.length === 0
    ? "Somebody is working on what this would change. Nothing was changed."
    : `${list(who)}. Nothing was changed.`;
}

function list(words: readonly string[]): string {
  return new Intl.ListFormat("en").format(words);
}
