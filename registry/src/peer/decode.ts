import { ClientMessage } from "#schemas/protocol/client-message.ts";

/** A frame's text as a message, or what is wrong with it; `id` where the sender can be told which patch it was. */
export type Decoded =
  | { readonly ok: true; readonly message: ClientMessage }
  | { readonly ok: false; readonly reason: string; readonly id?: string };

const ID_CHARS = 64;

/** Parses a frame. Never throws, whatever is in it: nesting that exhausts the parser counts as malformed too. */
export function decodeFrame(text: string): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: "not JSON" };
  }
  return decodeMessage(value);
}

/** Checks a parsed message against the protocol. */
export function decodeMessage(value: unknown): Decoded {
  const parsed = ClientMessage.safeParse(value);
  if (parsed.success) return { ok: true, message: parsed.data };
  const issue = parsed.error.issues[0];
  const place = issue?.path.join("/") ?? "";
  const reason = `${place === "" ? "" : `${place.slice(0, 200)}: `}${issue?.message ?? "not a message"}`;
  return { ok: false, reason, id: readId(value) };
}

function readId(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "id")) return undefined;
  const { id } = value as { id: unknown };
  return typeof id === "string" && id.length <= ID_CHARS ? id : undefined;
}
