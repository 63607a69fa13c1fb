import { Lock, PencilLine } from "lucide-react";
import type { Peer } from "#schemas/protocol/server-message.ts";
import type { NodeCompany } from "../../together/company-index.ts";
import { inkOn } from "../../ui/ink-on.ts";

/** Who else is at a node: whoever holds it, selects it or types in it, by name and colour. */
export function CompanyTag({ company: { holder, selectedBy, typing } }: { readonly company: NodeCompany }) {
  const main = typing ?? holder ?? selectedBy[0];
  if (main === undefined || main === null) return null;
  const others = new Set(
    [holder, typing, ...selectedBy].flatMap((peer) => (peer === null ? [] : [peer.peer])),
  );
  const more = others.size - 1;
  return (
    <span
      className="absolute -top-3 right-3 z-1 flex max-w-52 items-center gap-1 rounded-full px-2 py-0.5 text-[11px] leading-4 font-medium"
      style={{ background: main.color, color: inkOn(main.color) }}
    >
      {typing !== null ? (
        <PencilLine aria-hidden className="size-3 shrink-0" />
      ) : (
        holder !== null && <Lock aria-hidden className="size-3 shrink-0" />
      )}
      <span className="truncate">{wordsFor(main, typing !== null)}</span>
      {holder !== null && <span className="sr-only">, locked</span>}
      {more > 0 && <span className="shrink-0">+{more}</span>}
    </span>
  );
}

function wordsFor({ name }: Peer, isTyping: boolean): string {
  return isTyping ? `${name} is typing…` : name;
}
