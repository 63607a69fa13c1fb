import { useLive } from "../editor/editor-context.tsx";

/** Says that the connection has ended for good, and why. */
export function GoneBanner() {
  const { link } = useLive("status");
  return link.kind === "stopped" ? <p role="alert">{link.reason}</p> : null;
}
