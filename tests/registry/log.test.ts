import { expect, test } from "bun:test";
import { createLog } from "#registry/log.ts";
import { withoutSecrets } from "#registry/without-secrets.ts";

const KEY = `kp_${"aB3-_".repeat(8)}xyz`;
const TOKEN = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7)).toString("base64url");
const JWT = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.${TOKEN}`;

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog("trace", { write: (line) => void lines.push(line) }));
  return lines.join("");
}

test("[M5] wherever a secret stands in a line, it is not in the log", () => {
  for (const secret of [KEY, TOKEN, JWT]) {
    const text = logged((log) => {
      log.info(`a message with ${secret}`);
      log.info({ url: `/v1/sop/x/ws?client=abc&ticket=${secret}` }, "url");
      log.error({ err: new Error(`said ${secret}`, { cause: new Error(`because of ${secret}`) }) }, "error");
      log.warn(
        { headers: { authorization: `Bearer ${secret}` }, token: secret, deep: { er: [secret] } },
        "members",
      );
      log.info({ [secret]: 1 }, "even as a name");
    });
    expect(text.split("\n").filter((line) => line !== "")).toHaveLength(5);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(secret.slice(-20));
    for (const line of text.trim().split("\n")) expect(() => void JSON.parse(line)).not.toThrow();
  }
});

test("[M5] short secrets go by the name before them", () => {
  expect(withoutSecrets("GET /ws?ticket=short&x=1")).toBe("GET /ws?ticket=[hidden]&x=1");
  expect(withoutSecrets("Authorization: Bearer admin-secret-word")).toBe("Authorization: Bearer [hidden]");
});

test("[M5] ids and names stay readable", () => {
  const line =
    '{"sop":"kp:sop:0190a6f0-7e4b-7cc1-8f2a-1234567890ab","peer":"my-agent/http.0190a6f0-7e4b-7cc1-8f2a-1234567890ab","msg":"room failed","code":"storage","tokens":3}';
  expect(withoutSecrets(line)).toBe(line);
});
