/** Up to this many selected nodes are locked at once; a larger selection at its first edit. */
const MOST_LOCKED_AT_ONCE = 20;

/** What is to be locked for a selection. `isEditing`: an edit of it has begun. */
export function nodesToLock(selection: readonly string[], isEditing: boolean): readonly string[] {
  return selection.length <= MOST_LOCKED_AT_ONCE || isEditing ? selection.slice(0, MOST_LOCKS) : [];
}

/** As many as the registry takes in one request (`lock_nodes`). */
const MOST_LOCKS = 200;
