import { expect, test } from "bun:test";
import { isOwnOrigin } from "#registry/peer/origin.ts";

const CONFIG = { publicUrl: "https://sop.example.org", allowedOrigins: ["https://app.example.org"] };

function asks(origin: string | undefined, host = "127.0.0.1:3000"): boolean {
  const headers: Record<string, string> = { host };
  if (origin !== undefined) headers["origin"] = origin;
  return isOwnOrigin(new Request(`http://${host}/`, { headers }), CONFIG);
}

test("[P1] no Origin, the registry's own, its public one and the allowed ones may ask", () => {
  expect(asks(undefined)).toBe(true);
  expect(asks("http://127.0.0.1:3000")).toBe(true);
  expect(asks("https://sop.example.org")).toBe(true);
  expect(asks("https://app.example.org")).toBe(true);
});

test("[P1] any other Origin may not", () => {
  const foreign = [
    "null",
    "",
    "https://elsewhere.example",
    "http://127.0.0.1:3001",
    "https://app.example.org.evil.example",
    "http://app.example.org",
    "rubbish",
  ];
  for (const origin of foreign) expect(asks(origin)).toBe(false);
});
