/** Why a socket closes. Come back with backoff after 10xx, 4408, 4429 and 4500; not after the others without a change. */
export const CLOSE = {
  normal: 1000,
  going_away: 1001,
  frame_too_big: 1009,
  fault: 1011,
  restart: 1012,
  overloaded: 1013,
  not_the_protocol: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  not_found: 4404,
  silent: 4408,
  replaced: 4409,
  deleted: 4410,
  outdated: 4426,
  too_many: 4429,
  storage: 4500,
} as const;
export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE];
