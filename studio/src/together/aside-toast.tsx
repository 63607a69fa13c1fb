import type { Aside, SopClient } from "../sync/types.ts";
import { AsideActions } from "./aside-actions.tsx";
import { useRecalled } from "./use-recalled.ts";
import { asideWhy } from "./aside-words.ts";

/** Why something of mine did not stand, and what can be done about it at once. */
export function AsideToast({
  sop,
  aside,
  onShow,
}: {
  readonly sop: SopClient;
  readonly aside: Aside;
  readonly onShow: () => void;
}) {
  useRecalled(sop);
  return (
    <div className="grid gap-2">
      <p>{asideWhy(sop, aside)}</p>
      <AsideActions sop={sop} aside={aside} onShow={onShow} />
    </div>
  );
}
