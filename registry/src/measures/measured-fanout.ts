import type { Fanout } from "#registry/fanout/fanout.ts";
import type { Encoded } from "#registry/room/types.ts";
import type { Measures } from "./measures.ts";

/** What rooms publish with: hands it to the fan-out, and notes when that was a commit. */
export function publishMeasured(fanout: Pick<Fanout, "publish">, measures: Measures) {
  return (sop: string, message: Encoded): void => {
    if (message.type === "patch" || message.type === "patches") measures.published();
    fanout.publish(sop, message);
  };
}
