/** A SOP that was deleted in this browser. */
export interface DeletedSop {
  readonly id: string;
  readonly name: string;
  /** ms. */
  readonly at: number;
}

/** So long can its owner bring it back. */
const KEPT_MS = 30 * 86_400_000;
const MOST = 50;
const PLACE = "sop-studio.deleted.";

/** What an agent deleted here and can bring back, newest first: the registry lists what is there, not what is gone. */
export function readDeleted(storage: Storage, agent: string, now: number): readonly DeletedSop[] {
  try {
    const kept = JSON.parse(storage.getItem(PLACE + agent) ?? "[]") as readonly DeletedSop[];
    return kept.filter(({ at }) => now - at < KEPT_MS);
  } catch {
    return [];
  }
}

/** Remembers that a SOP was deleted. */
export function rememberDeleted(storage: Storage, agent: string, sop: DeletedSop): void {
  const others = readDeleted(storage, agent, sop.at).filter(({ id }) => id !== sop.id);
  storage.setItem(PLACE + agent, JSON.stringify([sop, ...others].slice(0, MOST)));
}

/** It is back, or gone for good. */
export function forgetDeleted(storage: Storage, agent: string, sop: string, now: number): void {
  const others = readDeleted(storage, agent, now).filter(({ id }) => id !== sop);
  storage.setItem(PLACE + agent, JSON.stringify(others));
}
