import type { ServerMessage, ServerMessageType } from "#schemas/protocol/server-message.ts";

/** What came, read. */
export type Decoded =
  | { readonly kind: "message"; readonly message: ServerMessage }
  /** A type that is not known here: to be passed over. */
  | { readonly kind: "unknown" }
  /** Nothing that can be relied on: what it said is missing now. */
  | { readonly kind: "unreadable" };

/** Reads what the registry sends, as far as is needed to be safe from what is no message. */
export interface Decoder {
  text(text: string): Decoded;
  /** Parsed already. */
  value(value: unknown): Decoded;
}

/** Makes a decoder. It warns of each unknown type once; it never throws. */
export function createDecoder(warn: (warning: string) => void): Decoder {
  const warned = new Set<string>();

  function decode(value: unknown): Decoded {
    if (!isObject(value) || typeof value["type"] !== "string") return unreadable("no message");
    const { type } = value;
    if (!Object.hasOwn(CHECKS, type)) {
      if (!warned.has(type))
        warn(`The registry sent a message of a type that is not known here: ${type.slice(0, 64)}.`);
      // Bounded, whatever comes.
      if (warned.size < MOST_WARNED) warned.add(type);
      return UNKNOWN;
    }
    if (!CHECKS[type as ServerMessageType](value)) return unreadable(type);
    return { kind: "message", message: value as ServerMessage };
  }

  function unreadable(what: string): Decoded {
    warn(`The registry sent what cannot be read (${what}); starting over from what is confirmed.`);
    return { kind: "unreadable" };
  }

  return {
    text(text) {
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        return unreadable("not JSON");
      }
      return decode(value);
    },
    value: decode,
  };
}

const UNKNOWN: Decoded = { kind: "unknown" };
const MOST_WARNED = 100;

type Value = Readonly<Record<string, unknown>>;
type Check = (value: Value) => boolean;

/**
 * The members that a client reads without looking. By hand, since a schema here would bring its library into every
 * page and cost more than applying the patch; members beyond these may be missing or new.
 */
const CHECKS: Readonly<Record<ServerMessageType, Check>> = {
  init: (init) =>
    isVersion(init["version"]) &&
    hasTexts(init, "head") &&
    hasNumbers(init, "time", "protocol") &&
    isObject(init["you"]) &&
    hasTexts(init["you"], "peer", "agent", "role") &&
    isListOf(isObject)(init["peers"]) &&
    isObject(init["locks"]) &&
    isObject(init["limits"]) &&
    (isWholeSop(init["sop"]) || isListOf(isPatch)(init["patches"])),
  patch: isPatch,
  patches: ({ patches }) => isListOf(isPatch)(patches),
  outcome: (outcome) =>
    hasTexts(outcome, "id") &&
    (outcome["version"] === null || isVersion(outcome["version"])) &&
    isListOf(isOpResult)(outcome["ops"]),
  notice: (notice) =>
    hasTexts(notice, "id", "patch", "code", "path") && isObject(notice["by"]) && isObject(notice["detail"]),
  join: ({ peer }) => isObject(peer) && hasTexts(peer, "peer", "agent"),
  leave: (leave) => hasTexts(leave, "peer"),
  presence: ({ peers }) => isObject(peers) && Object.values(peers).every(isObject),
  locks: (locks) => hasTexts(locks, "peer") && isListOf(isText)(locks["nodes"]),
  sop: () => true,
  role: (role) => hasTexts(role, "role"),
  error: (error) => hasTexts(error, "code"),
  pong: (pong) => hasNumbers(pong, "t", "time"),
};

const EFFECTS: ReadonlySet<unknown> = new Set(["add", "remove", "replace"]);

function isPatch(value: unknown): boolean {
  return (
    isObject(value) &&
    isVersion(value["version"]) &&
    hasTexts(value, "head", "id", "peer", "agent") &&
    hasNumbers(value, "ts") &&
    isListOf(isEffect)(value["ops"])
  );
}

function isEffect(value: unknown): boolean {
  return isObject(value) && EFFECTS.has(value["op"]) && typeof value["path"] === "string";
}

function isOpResult(value: unknown): boolean {
  return isObject(value) && isVersion(value["op"]) && typeof value["status"] === "string";
}

function isWholeSop(value: unknown): boolean {
  if (!isObject(value) || !isObject(value["graph"])) return false;
  return isObject(value["graph"]["nodes"]) && isObject(value["graph"]["edges"]);
}

function isObject(value: unknown): value is Value {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isVersion(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isListOf(is: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(is);
}

function hasTexts(value: unknown, ...names: readonly string[]): boolean {
  return isObject(value) && names.every((name) => typeof value[name] === "string");
}

function hasNumbers(value: Value, ...names: readonly string[]): boolean {
  return names.every((name) => Number.isFinite(value[name]));
}
