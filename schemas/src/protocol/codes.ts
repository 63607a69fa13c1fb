/** Why one op of a patch was refused; recorded in its outcome and final. */
export const OP_CODES = [
  "deleted",
  "dangling_edge",
  "duplicate_id",
  "node_locked",
  "path_not_found",
  "container_gone",
  "stale_endpoint",
  "element_deleted",
  "list_replaced",
  "frame_lost",
  "invalid",
  "invalid_id",
  "limit",
  "test_failed",
  "base_lost",
] as const;
export type OpCode = (typeof OP_CODES)[number];

/** Why a whole patch was refused by judgement: recorded and final, answered by `outcome` with `version: null`. */
export const PATCH_CODES = ["test_failed", "atomic_abort", "base_lost"] as const;
export type PatchCode = (typeof PATCH_CODES)[number];

/** Why a message could not be taken: answered by `error`, not recorded, so the same id may come again. */
export const ERROR_CODES = [
  "malformed",
  "forbidden",
  "too_old",
  "base_ahead",
  "id_reused",
  "limit",
  "storage",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Why an edit that was committed was undone by somebody who had not seen it. */
export const NOTICE_CODES = [
  "edge_rejected",
  "retarget_rejected",
  "discarded",
  "overwritten",
  "handle_void",
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

/** How one op of a patch fared. `superseded` lost to a newer concurrent write; not an error. */
export const OP_STATUSES = ["applied", "merged", "noop", "superseded", "rejected"] as const;
export type OpStatus = (typeof OP_STATUSES)[number];
