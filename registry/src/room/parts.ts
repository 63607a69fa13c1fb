import type { Logger } from "pino";
import type { Chance } from "#registry/chance.ts";
import type { Clock } from "#registry/clock.ts";
import type { Measures } from "#registry/measures/measures.ts";
import type { Pace } from "#registry/pace.ts";
import type { MemberStore } from "#registry/storage/sharing.ts";
import type { LogStore } from "#registry/storage/storage.ts";
import type { SopState } from "#schemas/change/state.ts";
import type { GraphRules } from "#schemas/change/types.ts";
import type { Limits } from "#schemas/limits.ts";
import type { SopRecord } from "#registry/storage/storage.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { ChangedRoles } from "./roles.ts";
import type { SnapshotTurns } from "./snapshot-turns.ts";
import type { Unjudged } from "./unjudged.ts";
import type { Answer, Encoded, Submission } from "./types.ts";

/** What all rooms share. */
export interface RoomParts {
  readonly log: LogStore;
  /** The stored role of an agent on a SOP. */
  readonly roleOf: MemberStore["roleOf"];
  readonly commits: GroupCommit;
  readonly snapshotTurns: SnapshotTurns;
  readonly clock: Clock;
  readonly pace: Pick<Pace, "nextTurn">;
  readonly chance: Chance;
  readonly limits: Limits;
  readonly rules: GraphRules;
  readonly publish: (sop: string, message: Encoded) => void;
  readonly logger: Logger;
  readonly measures: Measures;
}

/** A SOP in memory. Between two batches it is what is on disk. */
export interface HeldSop {
  /** Moved by the judging of a batch, ahead of the disk; nobody is shown it then. */
  readonly state: SopState;
  /** The envelope as of the newest version on disk. */
  record: SopRecord;
  readonly changedRoles: ChangedRoles;
  readonly unjudged: Unjudged;
}

/** A patch that waits for its answer. */
export interface Waiting {
  readonly submission: Submission;
  /** When it came, on the measures' clock. */
  readonly queuedAt: number;
  /** Called exactly once. */
  readonly answered: (answer: Answer) => void;
}
