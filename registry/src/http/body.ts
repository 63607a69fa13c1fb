import { createMiddleware } from "hono/factory";
import type { Env } from "./env.ts";
import { problem } from "./problem.ts";

/**
 * Middleware that reads the body as UTF-8 text, at most `maxBytes` of it, for the validator behind it. Refuses with 415
 * what is not of `mediaType`, with 413 what is longer (as soon as that is known), with 422 what is no UTF-8.
 */
export function takeBody(mediaType: string, maxBytes: number) {
  return createMiddleware<Env>(async (c, next) => {
    const given = mediaTypeOf(c.req.header("content-type"));
    if (given !== mediaType) {
      return problem("unsupported_media_type", `Send the body as ${mediaType}.`, {
        headers: c.req.method === "PATCH" ? { "accept-patch": mediaType } : { accept: mediaType },
      });
    }
    const tooLong = () => problem("limit", `The body is longer than ${maxBytes} bytes.`);
    if (Number(c.req.header("content-length") ?? 0) > maxBytes) return tooLong();
    const bytes = await readAtMost(c.req.raw.body, maxBytes);
    if (bytes === "too long") return tooLong();
    const text = decode(bytes);
    if (text === null) return problem("malformed", "The body is not UTF-8.");
    const { method, headers, url } = c.req.raw;
    c.req.raw = new Request(url, { method, headers, body: text });
    await next();
  });
}

/** Middleware that takes no body at all for an empty object. */
export const optionalBody = createMiddleware<Env>(async (c, next) => {
  const { method, url, headers: given, body } = c.req.raw;
  if (body === null || given.get("content-length") === "0") {
    const headers = new Headers(given);
    headers.set("content-type", "application/json");
    headers.delete("content-length");
    c.req.raw = new Request(url, { method, headers, body: "{}" });
  }
  await next();
});

function mediaTypeOf(header: string | undefined): string {
  return (header ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | "too long"> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > maxBytes) return "too long";
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
