import { agentOf } from "#schemas/ids.ts";
import type { JsonObject } from "#schemas/json.ts";
import type { Node } from "#schemas/graph/node.ts";
import { titleOf } from "../canvas/title-of.ts";
import type { SopClient } from "../sync/types.ts";
import { knownName } from "./known-names.ts";
import { rememberedNode } from "./remembered-nodes.ts";

/** What people call an agent, or whoever is behind a peer: the name, as far as it was told. */
export function nameOf(sop: Pick<SopClient, "peers">, peerOrAgent: string): string {
  const agent = agentOf(peerOrAgent);
  return knownName(sop, agent) ?? agent;
}

/** What people call a node, in quotes; one that is not there any more by what it was called. */
export function nodeName(sop: SopClient, id: string): string {
  const node = rememberedNode(sop, id);
  return node === undefined ? "a removed node" : quoteNode(node);
}

/** A node's title in quotes. */
export function quoteNode(node: JsonObject): string {
  return `“${titleOf(node as unknown as Node)}”`;
}
