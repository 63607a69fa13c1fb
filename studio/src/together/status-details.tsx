import { useEditor } from "../editor/editor-context.tsx";
import type { Status } from "../sync/types.ts";
import { Button } from "../ui/button.tsx";
import { ConnectionLight } from "./connection-light.tsx";
import { useNow } from "./use-now.ts";
import { explainStatus, LIGHT_WORDS, lightOf } from "./status-words.ts";

/** Where my edits are, step by step. */
export function StatusDetails({ status }: { readonly status: Status }) {
  const { sop } = useEditor();
  const light = lightOf(status, useNow(status.sentSince !== null));
  const rows = [
    ["Not on this device yet", status.unkept],
    ["On this device, waiting to be sent", status.kept],
    ["Sent, not answered yet", status.sent],
    ["Set aside for you to look at", status.asides],
  ] as const;
  return (
    <div className="grid gap-3">
      <p className="flex items-center gap-2 font-medium">
        <ConnectionLight light={light} />
        {LIGHT_WORDS[light]}
      </p>
      <p className="text-ink-soft">{explainStatus(status)}</p>
      {status.link.kind !== "open" && (
        <Button className="justify-self-start" onClick={() => sop.reconnect()}>
          Try now
        </Button>
      )}
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t border-line pt-3">
        {rows.map(([text, count]) => (
          <div key={text} className="contents">
            <dt className="text-ink-soft">{text}</dt>
            <dd className="text-right tabular-nums">{count}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
