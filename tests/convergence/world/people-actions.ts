import type { Role } from "#schemas/protocol/document.ts";
import { EditError } from "#studio/sync/edit/edit-error.ts";
import type { EditReceipt } from "#studio/sync/types.ts";
import { copyJson } from "#tests/support/same-json.ts";
import type { ActionTable } from "./actions.ts";
import { EDIT_KINDS } from "./edit-kinds.ts";
import { callBeside } from "./script-calls.ts";
import type { Tab } from "./tab.ts";
import { undoWatched } from "./undo-check.ts";
import type { World } from "./world.ts";

/** What people and agents do with an open SOP. */
export const PEOPLE_ACTIONS: ActionTable = {
  edit: [40, (world) => onOpenTab(world, (tab) => edit(world, tab))],
  burst: [
    3,
    (world) =>
      onOpenTab(world, (tab) => {
        for (let i = world.chance.between(3, 25); i > 0; i--) edit(world, tab);
      }),
  ],
  /** Two at once, of two people: what convergence is about. */
  together: [8, (world) => [...world.tabs].filter(({ isOpen }) => isOpen).forEach((tab) => edit(world, tab))],
  drag: [6, (world) => onOpenTab(world, (tab) => drag(world, tab))],
  undo: [6, (world) => onOpenTab(world, (tab) => undoWatched(world, tab, "undo"))],
  redo: [3, (world) => onOpenTab(world, (tab) => undoWatched(world, tab, "redo"))],
  lock: [5, (world) => onOpenTab(world, (tab) => lock(world, tab))],
  presence: [2, (world) => onOpenTab(world, ({ client }) => client?.presence({ cursor: { x: 1, y: 2 } }))],
  asides: [6, (world) => onOpenTab(world, (tab) => dealWithAside(world, tab))],
  callBeside: [7, callBeside],
  role: [2, changeRole],
  flipRole: [1, flipRole],
};

function onOpenTab(world: World, act: (tab: Tab) => void): void {
  const open = [...world.tabs].filter(({ isOpen }) => isOpen);
  if (open.length > 0) act(world.chance.pick(open));
}

const KIND_WEIGHTS = Object.fromEntries(Object.entries(EDIT_KINDS).map(([name, [weight]]) => [name, weight]));

function edit(world: World, tab: Tab): void {
  const { client } = tab;
  if (client === null) return;
  const kind = world.chance.weighted(KIND_WEIGHTS);
  const graph = copyJson(client.graph());
  const ops = EDIT_KINDS[kind]?.[1]({ graph, chance: world.chance, tag: world.tag() });
  if (ops === undefined) return;
  const options = world.chance.hits(0.1) ? { atomic: true } : {};
  const receipt = orNothing(() => client.edit(ops, options));
  world.intents.made(receipt?.patches[0], graph, ops);
  watch(world, tab, receipt);
}

/** An edit that cannot be laid on the view is the author's to hear of, and nothing happened. */
function orNothing(make: () => EditReceipt | null): EditReceipt | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof EditError) return null;
    throw error;
  }
}

function watch(world: World, tab: Tab, receipt: EditReceipt | null): void {
  if (receipt !== null) world.promises.watch(tab, receipt);
}

/** Begins a drag, goes on with it, or drops. */
function drag(world: World, tab: Tab): void {
  const { client } = tab;
  if (client === null) return;
  const { chance } = world;
  if (tab.gesture === null) {
    const nodes = [...client.view.nodes.keys()];
    if (nodes.length === 0) return;
    tab.dragged = chance.pick(nodes);
    orNothing(() => {
      tab.gesture = client.gesture("drag");
      return null;
    });
  }
  const { gesture, dragged } = tab;
  if (gesture === null) return;
  const position = { x: chance.int(900), y: chance.int(900) };
  orNothing(() => {
    if (client.view.nodes.has(dragged))
      gesture.update([{ op: "replace", path: `/nodes/${dragged}/position`, value: position }]);
    return null;
  });
  if (chance.hits(0.5)) return;
  tab.gesture = null;
  if (chance.hits(0.8)) watch(world, tab, gesture.end());
  else gesture.cancel();
}

function lock(world: World, { client }: Tab): void {
  if (client === null) return;
  const nodes = [...client.view.nodes.keys()];
  const wanted = world.chance.hits(0.6) && nodes.length > 0 ? [world.chance.pick(nodes)] : [];
  void client.lock(wanted);
}

function dealWithAside(world: World, tab: Tab): void {
  const { client } = tab;
  const asides = client?.asides.list() ?? [];
  if (client === null || asides.length === 0) return;
  const { id, patch, kind } = world.chance.pick(asides);
  client.asides.compare(id);
  const deal = world.chance.weighted({ retry: 4, restore: 2, discard: 3, whenFree: 2 });
  if (deal === "retry")
    watch(
      world,
      tab,
      orNothing(() => client.asides.retry(id)),
    );
  if (deal === "restore")
    watch(
      world,
      tab,
      orNothing(() => client.asides.restore(id)),
    );
  if (deal === "discard") client.asides.discard(id);
  const isWhenFree = deal === "whenFree" && world.chance.hits(0.8);
  if (deal === "whenFree") client.asides.sendWhenFree(id, isWhenFree);
  // One that goes when its node is free leaves by itself; what cannot be made stays.
  if (!isWhenFree && client.asides.list().some((aside) => aside.id === id)) return;
  world.asides.dealtWith(id);
  world.ledger.dealtWith(patch, kind === "unknown" && (deal === "retry" || isWhenFree));
}

function changeRole(world: World): void {
  const member = someMember(world);
  if (member !== undefined) setRole(world, member, world.chance.hits(0.4) ? "viewer" : "editor");
}

/** Taken down by mistake and put up again, while they go on: some of what is on its way meets the one role, some the other. */
function flipRole(world: World): void {
  const member = someMember(world);
  if (member === undefined) return;
  setRole(world, member, "viewer");
  const wait = world.chance.between(0, 150);
  world.timeline.after(wait, () => setRole(world, member, "editor"));
  for (const tab of world.tabs) {
    if (!tab.isOpen || tab.device.agent !== member) continue;
    const edits = world.chance.between(1, 6);
    for (let i = 0; i < edits; i++)
      world.timeline.after(world.chance.between(0, wait), () => edit(world, tab));
  }
}

function someMember({ devices, chance }: World): string | undefined {
  const members = devices.filter(({ agent }) => agent !== devices[0]?.agent);
  return members.length === 0 ? undefined : chance.pick(members).agent;
}

function setRole(world: World, agent: string, role: Role): void {
  const [owner] = world.devices;
  if (owner === undefined || world.registry.life === null) return;
  world.askSoon(owner.key, "PUT", `/v1/sop/${world.sop}/members/${agent}`, { role });
}
