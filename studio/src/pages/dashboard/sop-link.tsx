import type { MouseEvent, ReactNode } from "react";
import { navigate, sopPath } from "../../app/route.ts";

/** A link to a SOP's canvas that takes the whole card it is in; with Ctrl or the middle button in a new tab, as any link. */
export function SopLink({ sop, children }: { readonly sop: string; readonly children: ReactNode }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(sopPath(sop));
  };
  return (
    <a
      href={sopPath(sop)}
      onClick={follow}
      className="after:absolute after:inset-0 after:rounded-xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
    >
      {children}
    </a>
  );
}
