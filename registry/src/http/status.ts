import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ProblemCode } from "#schemas/protocol/problem.ts";

/** The HTTP status of every code: whoever adds a code is asked here what it means in HTTP. */
export const STATUS: Readonly<Record<ProblemCode, ContentfulStatusCode>> = {
  unauthenticated: 401,
  registration_closed: 403,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,

  agent_taken: 409,
  last_owner: 409,
  deleted: 409,
  dangling_edge: 409,
  duplicate_id: 409,
  container_gone: 409,
  stale_endpoint: 409,
  element_deleted: 409,
  list_replaced: 409,
  frame_lost: 409,
  base_lost: 409,
  base_ahead: 409,
  id_reused: 409,
  too_old: 409,
  atomic_abort: 409,

  gone: 410,
  invite_gone: 410,
  history_gone: 410,
  precondition_failed: 412,
  test_failed: 412,
  limit: 413,
  unsupported_media_type: 415,
  unknown_agent: 422,
  malformed: 422,
  invalid: 422,
  invalid_id: 422,
  path_not_found: 422,
  node_locked: 423,
  precondition_required: 428,
  rate_limited: 429,

  internal: 500,
  storage: 503,
  overloaded: 503,
};
