import { CLOSE } from "#schemas/protocol/close-codes.ts";

/** What is said of a connection that has ended for good. */
export interface GoneWords {
  readonly title: string;
  readonly text: string;
  /** What can be done about it, beside keeping a copy. */
  readonly remedy: "sign_in" | "reload" | "use_here" | "try_again" | null;
  /** The SOP cannot be worked on here any more, so nothing but this is shown. */
  readonly isPage: boolean;
}

/** What to say for a close code; `reason` is the client's own sentence. */
export function goneWords(code: number, reason: string): GoneWords {
  switch (code) {
    case CLOSE.deleted:
      return {
        title: "This SOP was deleted",
        text: "Its owner can bring it back within 30 days.",
        remedy: null,
        isPage: true,
      };
    case CLOSE.forbidden:
    case CLOSE.not_found:
      return {
        title: "You have no access to this SOP any more",
        text: "An owner took you off it, or it is not there. Ask an owner for an invite link to come back.",
        remedy: "try_again",
        isPage: true,
      };
    case CLOSE.unauthenticated:
      return {
        title: "This browser is not known any more",
        text: "Its key was revoked, or has ended. Sign in again; what you edited here stays on this device.",
        remedy: "sign_in",
        isPage: true,
      };
    case CLOSE.outdated:
      return {
        title: "There is a newer studio",
        text: "Load the page again to go on. What you edited here stays on this device.",
        remedy: "reload",
        isPage: false,
      };
    case CLOSE.replaced:
      return {
        title: "This SOP is open in another tab under the same name",
        text: "That tab has taken over. What you edit here stays on this device.",
        remedy: "use_here",
        isPage: false,
      };
    default:
      return { title: "The connection has ended", text: reason, remedy: "try_again", isPage: false };
  }
}
