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
  /** Finishes what was accepted, then closes every connection with 1012. */
  closeAll(): Promise<void>;
}
