/** A year; whoever serves `KP_PUBLIC_URL` over https does not go back within it. */
const HSTS = "max-age=31536000";

/** Makes what every answer carries against being sniffed, framed, embedded or remembered. */
export function createSecurityHeaders(publicUrl: string): (headers: Headers) => void {
  const isHttps = publicUrl.startsWith("https:");
  return (headers) => {
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    headers.set("cross-origin-resource-policy", "same-origin");
    // A page brings a policy of its own; data needs nothing at all.
    if (!headers.has("content-security-policy")) headers.set("content-security-policy", POLICY);
    // Everything here is one caller's own, or of this moment.
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
    if (isHttps) headers.set("strict-transport-security", HSTS);
  };
}

const POLICY = "default-src 'none'; frame-ancestors 'none'";
