import type { OpFate } from "#tests/contract-client/http-client.ts";
import type { Fate, Patch } from "#tests/contract-client/messages.ts";

/** What is printed: who did what, what the registry said, and why. */
export interface Transcript {
  scene(title: string): void;
  /** `who` does something. */
  does(who: string, what: string): void;
  /** What the registry said to it. */
  says(text: string): void;
  /** How an edit was answered, in words. */
  fate(fate: Fate): void;
  /** Remembers who made a version, so that "by" can be told by name. */
  made(version: number, who: string): void;
}

/** Prints to `write`, a line at a time. */
export function createTranscript(write: (line: string) => void): Transcript {
  const makers = new Map<number, string>();
  const says = (text: string) => write(`            registry: ${text}`);
  return {
    scene: (title) => write(`\n── ${title}`),
    does: (who, what) => write(`${who.padStart(10)}: ${what}`),
    says,
    fate: (fate) => says(describeFate(fate, makers)),
    made: (version, who) => void makers.set(version, who),
  };
}

/** An answer as a sentence. */
function describeFate(fate: Fate, makers: ReadonlyMap<number, string>): string {
  switch (fate.kind) {
    case "error":
      return `not taken (${fate.error.code}): ${fate.error.message}`;
    case "replayed":
      return `judged before, it is version ${fate.outcome.version}; not applied again`;
    case "refused":
      return `nothing committed: ${describeOps(fate.outcome.ops, makers)}`;
    case "echo": {
      const rest = fate.outcome === undefined ? "" : `; ${describeOps(fate.outcome.ops, makers)}`;
      return `version ${fate.patch.version}: ${describeEffects(fate.patch)}${rest}`;
    }
  }
}

/** The ops of an outcome that did not simply apply, with who is the cause. */
function describeOps(ops: readonly OpFate[], makers: ReadonlyMap<number, string>): string {
  return ops
    .map(({ op, status, code, by }) => {
      const version = by?.version;
      const cause =
        version === undefined ? "" : `, because of version ${version} by ${makers.get(version) ?? by?.agent}`;
      return `op ${op} ${code === undefined ? status : `${status} (${code})`}${cause}`;
    })
    .join("; ");
}

function describeEffects(patch: Patch): string {
  const [first] = patch.ops;
  if (first === undefined) return "no change";
  if (patch.ops.length > 3) return `${patch.ops.length} changes, the first: ${first.op} ${first.path}`;
  return patch.ops.map((op) => `${op.op} ${op.path}`).join(", ");
}
