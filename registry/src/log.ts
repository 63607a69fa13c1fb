import pino, { type Logger } from "pino";
import type { Config } from "./config.ts";

/** The registry's log: JSON lines on stderr, at the configured level. Nothing of a SOP's content goes there. */
export function createLog(level: Config["logLevel"]): Logger {
  return pino({ level }, pino.destination({ dest: 2, sync: true }));
}
