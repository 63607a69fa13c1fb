import type { AnswerRequest } from "#registry/answer.ts";
import type { Chance } from "./chance.ts";
import type { Device } from "./device.ts";
import { Lane } from "./line.ts";
import type { Machine } from "./machine.ts";
import type { RegistryLife, RegistryProcess } from "./registry-process.ts";
import { ClientEnd, ServerEnd } from "./sim-socket.ts";
import type { Timeline } from "./timeline.ts";

/** Where the registry is in this world. */
export const REGISTRY_URL = "http://registry.test";

/** What hears everything that goes over the network: the assertions' ears. */
export interface NetworkEars {
  /** A client hands messages to the network; `line` is one per connection or call. */
  sent(device: Device, client: string, line: number, messages: readonly unknown[]): void;
  /** The registry hands a message to the network. */
  told(text: string): void;
  /** A frame is about to reach a client. */
  arrives(machine: Machine, text: string): void;
}

/** A connection that can be broken. */
export interface Breakable {
  readonly device: Device;
  readonly machine: Machine;
  /** Both sides hear of its end, each in its time. */
  cut(): void;
  /** Nobody hears of it. */
  swallow(way: "up" | "down" | "both"): void;
}

/** What network and tabs share. */
export interface NetworkParts {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly registry: RegistryProcess;
  readonly ears: NetworkEars;
}

/** Every connection between the devices and the registry. */
export class Network {
  readonly parts: NetworkParts;
  readonly connections = new Set<Breakable>();
  #lines = 0;

  constructor(parts: NetworkParts) {
    this.parts = parts;
  }

  nextLine(): number {
    return ++this.#lines;
  }

  lane(device: Device): Lane {
    return new Lane(this.parts.timeline, this.parts.chance, device.weather);
  }

  /** Lets a page or process open a WebSocket. */
  openSocket(device: Device, machine: Machine, url: string, protocol: string): ClientEnd {
    const { timeline, chance, ears } = this.parts;
    const [up, down, line] = [this.lane(device), this.lane(device), this.nextLine()];
    const name = new URL(url).searchParams.get("client") ?? "";
    let server: ServerEnd | undefined;
    let isLost = false;
    const forget = () => {
      this.connections.delete(connection);
      life?.onDeath.delete(died);
    };
    const client: ClientEnd = new ClientEnd(
      machine,
      (text) => {
        ears.sent(device, name, line, [JSON.parse(text)]);
        up.send(() => server?.takeIn(text));
      },
      (code, reason) => {
        up.send(() => {
          server?.gone(code, reason);
          down.send(() => closed(code, reason));
        });
        // A browser waits only so long for the other side's closing frame.
        timeline.after(HANDSHAKE_MS, () => closed(1006, ""));
      },
    );
    const closed = (code: number, reason: string) => {
      forget();
      client.closed(code, reason);
    };
    const connection: Breakable = {
      device,
      machine,
      cut() {
        if (isLost) return;
        isLost = true;
        up.breakOff(() => server?.gone(1006, ""));
        down.breakOff(() => closed(1006, ""));
      },
      swallow(way) {
        if (way !== "down") up.swallow();
        if (way !== "up") down.swallow();
      },
    };
    const died = () => {
      // A machine that lost its power tells nobody.
      if (chance.hits(0.3)) return connection.swallow("both");
      down.breakOff(() => closed(1006, ""));
    };
    const life = this.#reach(device, !device.blocksSockets);
    if (life === null) {
      timeline.after(chance.between(5, 3000), () => closed(1006, ""));
      return client;
    }
    this.connections.add(connection);
    life.onDeath.add(died);
    const request = new Request(url.replace(/^ws/, "http"), { headers: upgradeHeaders(device, protocol) });
    up.send(() => {
      void call(life, request, (ticket) => {
        server = new ServerEnd(life, ticket, down, { message, closed, ping }, ears);
        down.send(() => client.opened());
        timeline.after(0, () => {
          if (life.machine.isAlive && server !== undefined)
            void life.assembled.sockets.open?.(server.asSocket);
        });
        return true;
      }).then((response) => response !== undefined && down.send(() => closed(1006, "")));
    });
    const message = (text: string) => {
      ears.arrives(machine, text);
      client.message(text);
    };
    const ping = (said: string) => machine.isAlive && up.send(() => server?.pong(said));
    return client;
  }

  /** The tab or process is gone: the other side may hear of it. */
  abandon(machine: Machine, isTold: boolean): void {
    for (const connection of this.connections) {
      if (connection.machine !== machine) continue;
      if (isTold) connection.cut();
      else connection.swallow("both");
    }
  }

  /** Where a request from this device would arrive; null: nowhere. */
  reach(device: Device): RegistryLife | null {
    return this.#reach(device, true);
  }

  #reach(device: Device, isAllowed: boolean): RegistryLife | null {
    return device.isOffline || !isAllowed ? null : this.parts.registry.life;
  }
}

/** Has a living process answer a request; a dead one never does. */
export function call(
  life: RegistryLife,
  request: Request,
  upgrade: Parameters<AnswerRequest>[1]["upgrade"] = () => false,
): Promise<Response | undefined> {
  if (!life.machine.isAlive) return new Promise(() => {});
  return life.assembled.answer(request, { address: "192.0.2.1", upgrade });
}

const HANDSHAKE_MS = 4000;

function upgradeHeaders({ isPage }: Device, protocol: string): Record<string, string> {
  const headers = {
    host: new URL(REGISTRY_URL).host,
    upgrade: "websocket",
    connection: "Upgrade",
    "sec-websocket-protocol": protocol,
  };
  return isPage ? { ...headers, origin: REGISTRY_URL } : headers;
}
