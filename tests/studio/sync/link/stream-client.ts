import { openLink } from "#studio/sync/link/open-link.ts";
import { systemEnv } from "#studio/sync/system-env.ts";

/** A process that opens a SOP, renames it, prints how and what it saw as a line of JSON, and ends by itself. */
const [url = "", sop = "", key = ""] = process.argv.slice(2);
const env = systemEnv();
let via = "";
const link = openLink({
  url,
  sop,
  client: "in-a-process",
  auth: key,
  env,
  warn: (warning) => console.error(warning),
  events: {
    point: () => null,
    opened(init, how) {
      via = how;
      const ops = [{ op: "replace" as const, path: "/name", value: "From a process" }];
      link.send({ type: "patch", id: "p1", base: init.version, ts: env.now() + link.offset(), ops });
    },
    message(message) {
      if (message.type !== "patch") return;
      console.log(JSON.stringify({ via, version: message.version, name: message.ops[0] }));
      link.close();
    },
    ended: (end) => console.error(end),
    state(state) {
      if (state.kind === "stopped") console.error(state.reason);
    },
  },
});
