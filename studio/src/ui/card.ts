/** A page with one card in its middle: what says one thing, and what can be done about it. */
export const PAGE = "grid min-h-full place-items-center p-4 sm:p-6";

/** The card; it has the studio's name, and below it everything else. */
export const CARD =
  "grid w-full max-w-md grid-cols-1 gap-6 rounded-2xl border border-line bg-surface p-7 shadow-raised sm:p-9";

/** What the card is about. */
export const CARD_TITLE = "text-2xl font-semibold text-balance wrap-break-word";
