import pino, { type DestinationStream, type Logger } from "pino";
import type { Config } from "./config.ts";
import { withoutSecrets } from "./without-secrets.ts";

/**
 * The registry's log: JSON lines on stderr, at the configured level. Nothing of a SOP's content goes there, and no
 * secret: members that hold one by their name are left out, and what looks like one is blotted out wherever it stands.
 */
export function createLog(
  level: Config["logLevel"],
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    { level, redact: { paths: SECRETS, remove: true }, hooks: { streamWrite: withoutSecrets } },
    destination,
  );
}

const NAMES = ["authorization", "token", "ticket", "api_key", "rawKey", "password", "secret", "cookie"];
const SECRETS = NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
