import type { ActionTable } from "./actions.ts";
import type { Tab } from "./tab.ts";
import type { World } from "./world.ts";

/** What happens to tabs and processes. */
export const TAB_ACTIONS: ActionTable = {
  crashTab: [3, (world) => onTab(world, (tab) => crash(world, tab))],
  reloadTab: [2, (world) => onTab(world, (tab) => reload(world, tab))],
  openTab: [
    2,
    (world) => void (world.tabs.size < MOST_TABS && world.openTab(world.chance.pick(world.devices))),
  ],
  /** The browser copies the tab's own storage, and with it the client's name. */
  duplicateTab: [
    1,
    (world) =>
      onTab(world, ({ device, client }) => {
        if (client !== null && world.tabs.size < MOST_TABS) world.openTab(device, client.client);
      }),
  ],
  closeTab: [1, (world) => onTab(world, (tab) => close(world, tab))],
  reconnect: [1, (world) => onTab(world, ({ client }) => client?.reconnect())],
};

const MOST_TABS = 8;

function onTab(world: World, act: (tab: Tab) => void): void {
  if (world.tabs.size > 0) act(world.chance.pick([...world.tabs]));
}

function crash(world: World, tab: Tab): void {
  world.tabs.delete(tab);
  tab.crash(world.chance.hits(0.7));
}

/** F5, or a browser that comes back after a crash with its tabs and their storage. */
function reload(world: World, tab: Tab): void {
  const name = tab.client?.client;
  crash(world, tab);
  world.openTab(tab.device, name);
}

function close(world: World, tab: Tab): void {
  if (!tab.isOpen) return;
  world.tabs.delete(tab);
  tab.close().catch((error: unknown) => world.failed(error));
}
