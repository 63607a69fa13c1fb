import type { SessionParts } from "./parts.ts";

/** Tells the registry which notices were dealt with: on each connection, until one has shown that it heard. */
export interface SeenTeller {
  /** What was not told on this connection yet. */
  tell(): void;
  /** A new connection: what was told on the one before may be lost. */
  opened(): void;
  /** A ping of this time was answered, and with it all that was sent before it was heard. */
  answered(pingAt: number): void;
}

export function createSeenTeller({
  quarantine,
  keeper,
  env,
  link,
}: Pick<SessionParts, "quarantine" | "keeper" | "env" | "link">): SeenTeller {
  /** Notices by when they were told, ms. */
  const told = new Map<string, number>();

  function tell(): void {
    const notices = [...quarantine.seen].filter((notice) => !told.has(notice));
    if (notices.length === 0 || !link().send({ type: "seen", notices })) return;
    for (const notice of notices) told.set(notice, env.now());
  }

  return {
    tell,
    opened() {
      told.clear();
      tell();
    },
    answered(pingAt) {
      const heard = [...told].filter(([, at]) => at < pingAt).map(([notice]) => notice);
      for (const notice of heard) told.delete(notice);
      keeper.keepSoon(quarantine.told(heard));
    },
  };
}
