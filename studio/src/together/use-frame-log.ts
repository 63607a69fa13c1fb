import { useState } from "react";
import type { Env } from "../sync/env.ts";
import { systemEnv } from "../sync/system-env.ts";
import { createFrameLog, type FrameLog } from "./frame-log.ts";
import { tapEnv } from "./frame-tap.ts";

/** Messages that are listened in on, and the surroundings in which they are. */
interface FrameTap {
  readonly log: FrameLog;
  readonly env: Env;
}

/** A log of the SOP's messages where the address says `?debug`; else null, and nothing listens in. */
export function useFrameLog(): FrameTap | null {
  const [tapped] = useState(() => {
    if (!new URLSearchParams(location.search).has("debug")) return null;
    const env = systemEnv();
    const log = createFrameLog(() => env.now());
    return { log, env: tapEnv(env, log.add) };
  });
  return tapped;
}
