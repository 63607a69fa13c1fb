import { useSyncExternalStore } from "react";

/** Who uses this browser: an agent and its key. */
export interface Identity {
  readonly agent: string;
  readonly name: string;
  readonly key: string;
  /** A guest's key is good for this SOP alone. */
  readonly sop?: string;
}

const KEY = "sop-studio.identity";
const GUEST = "sop-studio.guest.";
const listeners = new Set<() => void>();

/** Who uses this browser, or null; the component renders again when that changes, in another tab too. */
export function useIdentity(): Identity | null {
  return parse(useSyncExternalStore(subscribe, () => localStorage.getItem(KEY)));
}

/** Whose key opens a SOP: a guest's that was given for it, else the browser's own. */
export function identityFor(sop: string): Identity | null {
  return parse(localStorage.getItem(GUEST + sop)) ?? parse(localStorage.getItem(KEY));
}

/** Keeps an identity in this browser: a guest's for its SOP, any other for everything. */
export function keepIdentity(identity: Identity): void {
  const place = identity.sop === undefined ? KEY : GUEST + identity.sop;
  localStorage.setItem(place, JSON.stringify(identity));
  tell();
}

/** Forgets who uses this browser; edits that wait on this device stay there. */
export function forgetIdentity(): void {
  localStorage.removeItem(KEY);
  tell();
}

/** Forgets that somebody was a guest of a SOP: they are there under a name of their own now. */
export function forgetGuest(sop: string): void {
  localStorage.removeItem(GUEST + sop);
  tell();
}

const parsed = new Map<string, Identity>();

/** The same text gives the same object, which React compares. */
function parse(text: string | null): Identity | null {
  if (text === null) return null;
  const known = parsed.get(text);
  if (known !== undefined) return known;
  try {
    const identity = JSON.parse(text) as Identity;
    if (typeof identity.key !== "string" || typeof identity.agent !== "string") return null;
    parsed.set(text, identity);
    return identity;
  } catch {
    return null;
  }
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  addEventListener("storage", changed);
  return () => {
    listeners.delete(changed);
    removeEventListener("storage", changed);
  };
}

function tell(): void {
  for (const changed of listeners) changed();
}
