/** Six bytes make the eight base64url characters of a head; the system's generator is asked once per 512 of them. */
const HEAD_CHARS = 8;
const POOL_BYTES = 6 * 512;

/** A maker of heads: eight random base64url characters, which nobody can guess who was not told. */
export function createHeads(): () => string {
  let pool = "";
  let at = 0;
  return () => {
    if (at === pool.length) {
      pool = Buffer.from(crypto.getRandomValues(new Uint8Array(POOL_BYTES))).toString("base64url");
      at = 0;
    }
    at += HEAD_CHARS;
    return pool.slice(at - HEAD_CHARS, at);
  };
}
