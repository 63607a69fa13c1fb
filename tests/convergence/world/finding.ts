/** What a run asserts, at its end and along the way. */
const ASSERTIONS = {
  // Along the way.
  defect: "nothing throws where nobody expects it",
  strict_effects: "each version applies strictly to the one before, with another library",
  invariants: "no stored or broadcast state breaks an invariant",
  version_gap: "versions have no holes",
  late_ts: "no row counts as later than it arrived",
  twice_in_log: "an id is in the log once",
  told_before_disk: "nothing is told before it is on disk",
  lock_ignored: "nobody changes what another peer holds",
  wrong_element: "an index op hits the element that its author saw",
  seen_edit_lost: "nobody loses to what they had seen",
  resend_changed: "a patch is sent again as it was",
  out_of_order: "a peer sends its patches in the order in which it made them",
  sent_before_kept: "an edit is on the device before it is sent",
  dangling_edge: "no view shows an edge without both ends",
  view_identity: "unchanged entities keep their identity, and what is told as unchanged is",
  echo_moves: "an applied own echo moves nothing on screen",
  view_behind: "a view with nothing pending is its version of the log",
  saved_not_on_disk: "what is said to be saved is on disk",
  undo_hit_others: "an undo leaves alone what others changed since",
  // At quiescence.
  no_quiescence: "everything comes to rest",
  pending_left: "nothing is pending at the end",
  views_differ: "every view is the registry's graph",
  served_differs: "what is served is what the log replays to",
  reopen_differs: "what the database holds after reopening is what was served",
  replay_differs: "replayed rows give the identical state",
  lost_edit: "what was ever on a device is in the log, or was refused or superseded",
  author_not_told: "whose edit does not stand knows",
  saved_set_aside: "what is in the log is not set aside as what never came there",
} as const;

export type Assertion = keyof typeof ASSERTIONS;

/** An assertion that does not hold in this run. */
export class Finding extends Error {
  readonly assertion: Assertion;

  constructor(assertion: Assertion, what: string, options?: ErrorOptions) {
    super(`[${assertion}] ${ASSERTIONS[assertion]}: ${what}`, options);
    this.name = "Finding";
    this.assertion = assertion;
  }
}
