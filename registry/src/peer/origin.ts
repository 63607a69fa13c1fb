import type { Config } from "#registry/config.ts";

/**
 * True when no page, or a page of the registry's own or an allowed origin asks. Browsers do not check this for
 * sockets, so a foreign page could otherwise ride on what the browser sends by itself.
 */
export function isOwnOrigin(
  request: Request,
  { publicUrl, allowedOrigins }: Pick<Config, "publicUrl" | "allowedOrigins">,
): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  if (allowedOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== "" && new URL(publicUrl).origin === origin) return true;
  return new URL(origin).host === request.headers.get("host");
}
