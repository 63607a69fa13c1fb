import { CLOSE, type CloseCode } from "#schemas/protocol/close-codes.ts";

/** What follows the end of a connection. */
export type Next =
  | { readonly kind: "come_back" }
  /** Once, with a fresh token; then it stops. */
  | { readonly kind: "renew"; readonly why: string }
  /** Only if no other connection of our own can have done it. */
  | { readonly kind: "replaced"; readonly why: string }
  | { readonly kind: "stop"; readonly why: string };

const COME_BACK: Next = { kind: "come_back" };

const NEXT: Readonly<Record<CloseCode, Next>> = {
  [CLOSE.normal]: COME_BACK,
  [CLOSE.going_away]: COME_BACK,
  [CLOSE.frame_too_big]: COME_BACK,
  [CLOSE.fault]: COME_BACK,
  [CLOSE.restart]: COME_BACK,
  [CLOSE.overloaded]: COME_BACK,
  [CLOSE.silent]: COME_BACK,
  [CLOSE.too_many]: COME_BACK,
  [CLOSE.storage]: COME_BACK,
  [CLOSE.unauthenticated]: {
    kind: "renew",
    why: "The registry does not take this key or token any more; sign in again or use another key.",
  },
  [CLOSE.replaced]: {
    kind: "replaced",
    why: "Another tab or process took over under the same client name; close it, or open this SOP under another name.",
  },
  [CLOSE.forbidden]: stop(
    "You have no access to this SOP any more, or this page's origin is not allowed; ask its owner.",
  ),
  [CLOSE.not_found]: stop("There is no such SOP, or you have no role on it; ask its owner for access."),
  [CLOSE.deleted]: stop("This SOP was deleted; its owner can bring it back for 30 days."),
  [CLOSE.outdated]: stop("This client is too old for the registry; reload the page, or update it."),
  [CLOSE.not_the_protocol]: stop(
    "The registry does not understand this client; reload the page, or update it.",
  ),
};

/** What follows a close code. One that is not in the contract is nothing that was decided about us: come back. */
export function nextAfter(code: number): Next {
  return Object.hasOwn(NEXT, code) ? NEXT[code as CloseCode] : COME_BACK;
}

function stop(why: string): Next {
  return { kind: "stop", why };
}
