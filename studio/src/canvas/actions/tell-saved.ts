import { toast } from "sonner";
import type { Status } from "../../sync/types.ts";
import type { Canvas } from "../canvas-context.tsx";

/** U18: says how things stand with what was made here; there is nothing to save by hand. */
export function tellSaved({ editor }: Canvas): void {
  const { status } = editor.sop;
  toast[status.summary === "error" || status.summary === "gone" ? "error" : "success"](savedText(status), {
    id: "saved",
  });
}

/** U18: the true state of what was made here, as a sentence. */
export function savedText(status: Status): string {
  return WORDS[status.summary](status);
}

type Words = Readonly<Record<Status["summary"], (status: Status) => string>>;

const WORDS: Words = {
  saved: () => "Saved already. Every change is saved as you make it.",
  saving: () => "Being saved at this moment. Every change is saved as you make it.",
  on_device: () => "On this device, and on its way to the registry.",
  offline: (status) => `You are offline. ${waiting(status)}`,
  reconnecting: (status) => `The connection is being made again. ${waiting(status)}`,
  conflict: ({ asides }) =>
    `Saved already, but ${changes(asides)} of yours did not stand. You find ${asides === 1 ? "it" : "them"} in the panel.`,
  error: ({ storeError }) => `Not saved on this device: ${storeError ?? "the browser's storage fails"}.`,
  gone: () => "This SOP takes no changes from you any more.",
};

function waiting({ kept, unkept, sent }: Status): string {
  const count = kept + sent;
  if (unkept > 0) return `${changes(unkept)} not on this device yet: keep this page open.`;
  if (count === 0) return "Nothing waits to be sent.";
  return `${changes(count)} ${count === 1 ? "is" : "are"} kept on this device and will be sent.`;
}

function changes(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}
