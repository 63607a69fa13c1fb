import { expect, test } from "bun:test";
import { addressOf, networkOf } from "#registry/front/address.ts";

test("[M2] X-Forwarded-For counts only behind a trusted proxy, and of it only what that proxy wrote", () => {
  const direct = "10.0.0.1";
  const behind = (forwarded: string | null, trustProxy = true) =>
    addressOf({ direct, forwarded, trustProxy });
  expect(behind("1.2.3.4", false)).toBe(direct);
  expect(behind(null)).toBe(direct);
  expect(behind("1.2.3.4")).toBe("1.2.3.4");
  expect(behind("6.6.6.6, 1.2.3.4")).toBe("1.2.3.4");
  expect(behind("1.2.3.4:5678")).toBe("1.2.3.4");
  expect(behind("[2001:db8::1]:443")).toBe("2001:db8::1");
  for (const rubbish of ["", ",", "unknown", "1.2.3.4,", "<script>"]) expect(behind(rubbish)).toBe(direct);
});

test("[M2] an IPv6 network of 64 bits is one caller, an IPv4 address another", () => {
  expect(networkOf("1.2.3.4")).toBe("1.2.3.4");
  expect(networkOf("::ffff:1.2.3.4")).toBe("1.2.3.4");
  expect(networkOf("2001:db8:0:1:aaaa::1")).toBe("2001:db8:0:1::/64");
  expect(networkOf("2001:0DB8:0000:0001::7")).toBe("2001:db8:0:1::/64");
  expect(networkOf("2001:db8::7")).toBe("2001:db8:0:0::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
});
