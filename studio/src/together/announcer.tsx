import { useSyncExternalStore } from "react";

let text = "";
const listeners = new Set<() => void>();

/** Has a sentence read out by screen readers, when they come to it. */
export function announce(sentence: string): void {
  text = sentence;
  for (const changed of listeners) changed();
}

/** Where announcements are put; one on the page. */
export function Announcer() {
  const sentence = useSyncExternalStore(subscribe, () => text);
  return (
    <div aria-live="polite" className="sr-only">
      {sentence}
    </div>
  );
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => void listeners.delete(changed);
}
