import { ClientMessage } from "#schemas/protocol/client-message.ts";
import type { Limits } from "#schemas/limits.ts";

/** A frame's text as a message, or what is wrong with it; `id` where the sender can be told which patch it was. */
export type Decoded =
  | { readonly ok: true; readonly message: ClientMessage }
  | {
      readonly ok: false;
      readonly code: "malformed" | "limit";
      readonly reason: string;
      readonly id?: string;
    };

const ID_CHARS = 64;

/** A value lies in an op, in ops, in a message; the judging counts exactly, this only bounds what is walked. */
const AROUND_VALUE = 3;

/**
 * Parses a frame. Never throws, whatever is in it: nesting that exhausts the parser counts as malformed too. What nests
 * far beyond the bound of depth is refused here, since encoding it, even for its hash, could stop everybody for a second.
 */
export function decodeFrame(text: string, { depth }: Pick<Limits, "depth">): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, code: "malformed", reason: "not JSON" };
  }
  const levels = depth + AROUND_VALUE;
  // Every level takes two characters, so that short frames need no look.
  if (text.length > 2 * levels && nestsDeeper(value, levels)) {
    return { ok: false, code: "limit", reason: `nested deeper than ${depth} levels`, id: readId(value) };
  }
  return decodeMessage(value);
}

/** Checks a parsed message against the protocol. */
export function decodeMessage(value: unknown): Decoded {
  const parsed = ClientMessage.safeParse(value);
  if (parsed.success) return { ok: true, message: parsed.data };
  const issue = parsed.error.issues[0];
  const place = issue?.path.map(String).join("/") ?? "";
  const reason = `${place === "" ? "" : `${place.slice(0, 200)}: `}${issue?.message ?? "not a message"}`;
  return { ok: false, code: "malformed", reason, id: readId(value) };
}

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Object.values(value)) if (nestsDeeper(inner, levels - 1)) return true;
  return false;
}

function readId(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "id")) return undefined;
  const { id } = value as { id: unknown };
  return typeof id === "string" && id.length <= ID_CHARS ? id : undefined;
}

/** Size in UTF-8 bytes; measured exactly only where the characters alone do not settle it. */
export function sizeOf(text: string, bound: number): number {
  return text.length * 3 <= bound || text.length > bound ? text.length : Buffer.byteLength(text);
}
