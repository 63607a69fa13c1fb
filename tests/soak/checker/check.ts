import { checkAuthorship } from "./check-authorship.ts";
import { checkFates } from "./check-fates.ts";
import { checkLog } from "./check-log.ts";
import { checkReplay } from "./check-replay.ts";
import { checkWinners } from "./check-winners.ts";
import type { Breach, Evidence } from "./evidence.ts";
import { gatherFacts } from "./facts.ts";

/** Everything that a run should have kept and did not; it shares no code with what it judges. */
export function check(evidence: Evidence): Breach[] {
  const facts = gatherFacts(evidence);
  return [
    ...checkLog(evidence),
    ...checkFates(evidence, facts),
    ...checkAuthorship(facts),
    ...checkReplay(evidence),
    ...checkWinners(evidence, facts),
  ];
}
