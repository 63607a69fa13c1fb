import { ApproveDialog } from "./approve-dialog.tsx";
import type { HistoryAsk } from "./asks.ts";
import { NameDialog } from "./name-dialog.tsx";
import { RestoreDialog } from "./restore-dialog.tsx";
import { RevertDialog } from "./revert-dialog.tsx";

/** The window for what was asked, if anything was. `onDone`: something was done that no new version tells of. */
export function HistoryDialog({
  ask,
  onClose,
  onDone,
}: {
  readonly ask: HistoryAsk | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const common = { onClose, onDone };
  switch (ask?.kind) {
    case "name":
      return <NameDialog version={ask.version} label={ask.label} {...common} />;
    case "restore":
      return <RestoreDialog version={ask.version} title={ask.title} {...common} />;
    case "approve":
      return <ApproveDialog version={ask.version} {...common} />;
    case "revert":
      return <RevertDialog agent={ask.agent} since={ask.since} {...common} />;
    case undefined:
      return null;
  }
}
