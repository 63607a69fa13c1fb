const closedByTip = new WeakSet<Event>();

/** An Escape closes a tip: it goes with it, but was hardly pressed for it. */
export function noteTipEscape(event: Event): void {
  closedByTip.add(event);
}

/** Whether an event was taken, and not by a tip alone. */
export function isTaken(event: Event): boolean {
  return event.defaultPrevented && !closedByTip.has(event);
}
