import { expect, test } from "bun:test";
import { fileNameOf } from "#studio/panels/export/file-name.ts";

test("[U58] a file is called as the SOP, in whatever script", () => {
  expect(fileNameOf("Refund a customer (EU)")).toBe("refund-a-customer-eu");
  expect(fileNameOf("Rückgabe / 返品")).toBe("rückgabe-返品");
  expect(fileNameOf("../..")).toBe("sop");
  expect(fileNameOf(undefined)).toBe("sop");
});
