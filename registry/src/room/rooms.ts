import type { Clock } from "#registry/clock.ts";
import type { Storage } from "#registry/storage/storage.ts";
import { loadSop } from "./load-sop.ts";
import { forgetOld } from "./keep-snapshot.ts";
import { OpenRoom } from "./open-room.ts";
import type { RoomParts } from "./parts.ts";
import type { Room } from "./room.ts";

/** The rooms that are open here. */
export interface Rooms {
  /**
   * The room of a SOP, loaded when it is not open yet (callers at the same time share one load).
   * Null: there is no such SOP, or it is deleted. Rejects when storage cannot give it.
   */
  open(sop: string): Promise<Room | null>;
  /** The room if it is open now. */
  peek(sop: string): Room | undefined;
  /** It stops: no room is opened any more. */
  readonly isClosed: boolean;
  /** Finishes what was accepted, then closes every connection with 1012. */
  closeAll(): Promise<void>;
}

/** All rooms are looked over by one timer, this often at least, so that nothing outstays its time by much. */
const SWEEP_MS = 500;

/** Makes the set of open rooms; it starts a timer, which `closeAll` ends. */
export function createRooms(storage: Pick<Storage, "sops" | "log">, parts: RoomParts): Rooms {
  const open = new Map<string, OpenRoom>();
  const loading = new Map<string, Promise<OpenRoom | null>>();
  const stopping = new Set<Promise<void>>();
  let closed = false;
  parts.measures.watch("rooms_open", () => open.size);
  parts.measures.watch("patches_queued", () =>
    Iterator.from(open.values()).reduce((sum, { waiting }) => sum + waiting, 0),
  );
  const endSweep = sweepIdle(parts.clock, parts.limits.room_idle_ms, (now) => {
    for (const room of open.values()) {
      if (room.isIdle(now)) stop(room);
      else room.sweep(now);
    }
  });

  function stop(room: OpenRoom): void {
    open.delete(room.sop);
    const stopped = room.stop().finally(() => stopping.delete(stopped));
    stopping.add(stopped);
  }

  async function load(sop: string): Promise<OpenRoom | null> {
    const loaded = await loadSop(storage, sop);
    if (loaded === null) return null;
    // A snapshot left out what was old when it was made; the next one will again.
    if (loaded.rowsAfterSnapshot > 0) await forgetOld(parts, loaded.held, parts.clock.now());
    if (closed) throw new Error("the registry stops");
    const room = new OpenRoom(parts, loaded, () => {
      if (open.get(sop) === room) open.delete(sop);
    });
    open.set(sop, room);
    return room;
  }

  return {
    async open(sop) {
      const room = open.get(sop);
      if (room) {
        room.touch();
        return room;
      }
      if (closed) throw new Error("the registry stops");
      const underWay = loading.get(sop) ?? load(sop).finally(() => loading.delete(sop));
      loading.set(sop, underWay);
      return underWay;
    },
    peek: (sop) => open.get(sop),
    get isClosed() {
      return closed;
    },
    async closeAll() {
      closed = true;
      endSweep();
      await Promise.allSettled(loading.values());
      for (const room of open.values()) stop(room);
      await Promise.all(stopping);
    },
  };
}

function sweepIdle(clock: Clock, idleMs: number, look: (now: number) => void) {
  return clock.every(Math.min(SWEEP_MS, idleMs), () => look(clock.now()));
}
