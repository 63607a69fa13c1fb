import { useId } from "react";
import { useEditor } from "../editor/editor-context.tsx";
import { Button } from "../ui/button.tsx";
import { AsideCard } from "./aside-card.tsx";
import type { AsideGroup } from "./group-asides.ts";
import { nodeName } from "./names.ts";

/** What is set aside of one node. */
export function AsideGroupView({ group: { node, asides } }: { readonly group: AsideGroup }) {
  const { sop, state } = useEditor();
  const id = useId();
  const isThere = node !== null && sop.view.nodes.has(node);
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <div className="flex min-h-9 items-center justify-between gap-2">
        <h2 id={id} className="min-w-0 font-semibold wrap-break-word">
          {node === null ? "The SOP itself" : nodeName(sop, node)}
        </h2>
        {isThere && (
          <Button look="quiet" onClick={() => state.getState().goTo({ kind: "nodes", nodes: [node] })}>
            Show
          </Button>
        )}
      </div>
      <ul className="grid gap-2">
        {asides.map((aside) => (
          <li key={aside.id}>
            <AsideCard aside={aside} />
          </li>
        ))}
      </ul>
    </section>
  );
}
