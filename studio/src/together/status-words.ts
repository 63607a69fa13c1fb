import type { Status } from "../sync/types.ts";

/** How the connection is: there, on its way, or not to be had. */
export type Light = "green" | "yellow" | "red";

/** What the light says to who cannot see it. */
export const LIGHT_WORDS: Readonly<Record<Light, string>> = {
  green: "Connected",
  yellow: "Waiting for the registry",
  red: "Not connected",
};

/** An edit is answered within a few hundred ms; after this long "Saving…" would be a guess. */
const SLOW_MS = 1500;

/** Whether something of mine was sent that nobody has answered for a while, at `now` (ms on this machine's clock). */
function isSlow({ link, sentSince }: Pick<Status, "link" | "sentSince">, now: number): boolean {
  return link.kind === "open" && sentSince !== null && now - sentSince > SLOW_MS;
}

/** The light for a connection, at `now`. */
export function lightOf(status: Pick<Status, "link" | "sentSince">, now: number): Light {
  switch (status.link.kind) {
    case "open":
      return isSlow(status, now) ? "yellow" : "green";
    case "connecting":
    case "waiting":
      return "yellow";
    case "offline":
    case "stopped":
    case "closed":
      return "red";
  }
}

/** How many edits of mine wait while there is no connection, or no answer. */
export function waitingEdits(status: Status, now: number): number {
  const { link, unkept, kept, sent } = status;
  return link.kind === "open" && !isSlow(status, now) ? 0 : unkept + kept + sent;
}

/** What the indicator says, at `now` (ms on this machine's clock). */
export function statusWords(status: Status, now: number): string {
  const { link, storeError, unkept, kept, sent } = status;
  const waiting = unkept + kept + sent;
  if (storeError !== null && waiting > 0) return "Not kept on this device";
  switch (link.kind) {
    case "stopped":
    case "closed":
      return "Disconnected";
    case "offline":
      return "Offline";
    case "waiting":
      return `Reconnecting in ${secondsUntil(link.until, now)} s`;
    case "connecting":
      return link.attempt > 1 ? "Reconnecting…" : "Connecting…";
    case "open":
      if (isSlow(status, now)) return "No answer yet";
      if (unkept + sent > 0) return "Saving…";
      return kept > 0 ? "On this device" : "Saved";
  }
}

/**
 * What of it is read out: that the connection went or came, and what is in danger. Not each saving, nor each second of
 * a countdown.
 */
export function spokenStatus(status: Status): string {
  if (status.link.kind === "waiting") return "Connection lost, reconnecting";
  const isWell = status.link.kind === "open" && status.storeError === null;
  return isWell ? "Connected" : statusWords(status, 0);
}

/** Never "0 s": then it is being tried. */
function secondsUntil(until: number, now: number): number {
  return Math.max(1, Math.ceil((until - now) / 1000));
}

/** What it means for my edits, in a sentence or two. */
export function explainStatus(status: Status): string {
  const { link, storeError, unkept, kept, sent } = status;
  const waiting = unkept + kept + sent;
  if (storeError !== null && waiting > 0) {
    return `Your edits are in this tab alone: keep it open. This device could not store them (${storeError}).`;
  }
  if (link.kind === "stopped") return link.reason;
  if (link.kind === "open") {
    return waiting === 0
      ? "Everything is saved, and everybody sees it."
      : "Your latest edits are on their way. They are on this device until the registry has them.";
  }
  return waiting === 0
    ? "Nothing waits to be saved. What others do shows when the connection is back."
    : "Your edits are kept on this device, also when you close this page. They are sent as soon as the connection is back.";
}
