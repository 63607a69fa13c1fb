import { isIP } from "node:net";

/** Where a call comes from, as far as limits go. */
export interface Addressed {
  /** The address that the connection comes from; null where it is gone already. */
  readonly direct: string | null;
  /** `X-Forwarded-For` as it came. */
  readonly forwarded: string | null;
  /** The connection comes from a proxy that adds to that header (KP_TRUST_PROXY). */
  readonly trustProxy: boolean;
}

/**
 * The caller's address. Of `X-Forwarded-For` the last entry counts, which the trusted proxy wrote; what stands before it
 * is the caller's own word.
 */
export function addressOf({ direct, forwarded, trustProxy }: Addressed): string {
  const own = direct ?? "unknown";
  if (!trustProxy || forwarded === null) return own;
  const last = withoutPort(forwarded.slice(forwarded.lastIndexOf(",") + 1).trim());
  return isIP(last) === 0 ? own : last;
}

/** What shares a bucket: an IPv4 address, or an IPv6 network of 64 bits, of which one caller has all addresses. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => "0");
  const all = tail === undefined ? groups : [...groups, ...zeros, ...after];
  const network = all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${network.join(":")}::/64`;
}

/** `[::1]:80` and `1.2.3.4:80`, as some proxies write them. */
function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1];
  return bracketed ?? text.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
}
