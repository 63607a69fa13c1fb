/** What a window is to be opened for. */
export type HistoryAsk =
  /** `label`: the name that it has. */
  | { readonly kind: "name"; readonly version: number; readonly label: string | null }
  | { readonly kind: "restore"; readonly version: number; readonly title: string }
  | { readonly kind: "approve"; readonly version: number }
  /** `agent` null: to be chosen; `since`: after which version, null: to be chosen. */
  | { readonly kind: "revert"; readonly agent: string | null; readonly since: number | null };

/** Opens the window for something. */
export type Ask = (ask: HistoryAsk) => void;
