/** One of several of a kind in the properties: a card with its fields, all as wide as it is. */
export const ROW = "relative grid grid-cols-1 gap-1.5 rounded-lg border border-line bg-ground p-2";

/** What is done with a row, beside the label of its first field. */
export const ROW_CORNER = "absolute top-0.5 right-1 flex";
