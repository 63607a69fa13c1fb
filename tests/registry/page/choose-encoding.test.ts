import { expect, test } from "bun:test";
import { chooseEncoding } from "#registry/page/choose-encoding.ts";

const body = new Uint8Array([1]);
const all = { br: body, gzip: body, identity: body };

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["GZIP;q=0.5", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0.0,gzip;q=0", "identity"],
  ["deflate", "identity"],
  ["", "identity"],
  [null, "identity"],
] as const)("[U3] of %p is chosen %p", (accepted, chosen) => {
  expect(chooseEncoding(accepted, all)).toBe(chosen);
});

test("[U3] what is not kept packed goes as it is", () => {
  expect(chooseEncoding("gzip, br", { identity: body })).toBe("identity");
});
