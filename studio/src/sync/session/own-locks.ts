import type { Link } from "../link/link.ts";

/** The nodes that I want to hold: asked for anew on each connection, since a registry that restarts has freed them all. */
export interface OwnLocks {
  readonly ask: (nodes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The registry has said what I hold. */
  readonly answered: (nodes: readonly string[]) => void;
  opened(): void;
  ended(): void;
}

export function createOwnLocks(link: () => Pick<Link, "send">): OwnLocks {
  let wanted: readonly string[] = [];
  let waiting: ((held: ReadonlySet<string>) => void)[] = [];

  /** Answers come in the order of the questions. */
  function answerOne(nodes: readonly string[]): void {
    waiting.shift()?.(new Set(nodes));
  }

  return {
    ask(nodes) {
      wanted = [...nodes];
      if (!link().send({ type: "lock", nodes: [...nodes] })) return Promise.resolve(new Set());
      return new Promise((resolve) => waiting.push(resolve));
    },
    answered: answerOne,
    opened() {
      if (wanted.length > 0 && link().send({ type: "lock", nodes: [...wanted] })) waiting.push(() => {});
    },
    ended() {
      const told = waiting;
      waiting = [];
      for (const tell of told) tell(new Set());
    },
  };
}
