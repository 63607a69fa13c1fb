import { Trash2 } from "lucide-react";
import { useEffect, useLayoutEffect, useRef } from "react";
import type { Node } from "#schemas/graph/node.ts";
import { NODE_ICONS } from "../../canvas/nodes/node-frame.tsx";
import { titleOf, TYPE_NAMES } from "../../canvas/title-of.ts";
import { useCanEdit, useEditor, useEditorState } from "../../editor/editor-context.tsx";
import { useStillNode } from "../../hooks/use-entity.ts";
import { useNodeCompany } from "../../together/use-node-company.ts";
import { later } from "../../ui/later.tsx";
import type { NodeLinks } from "../links-index.ts";
import { CompanyNote } from "./company-note.tsx";
import { Connections } from "./connections.tsx";
import { NodeFields } from "./node-fields.tsx";
import { NODE_LOOKS } from "./node-looks.ts";
import { NodeProblems } from "./node-problems.tsx";
import { PanelHeader } from "./panel-header.tsx";
import { SmallButton } from "./small-button.tsx";
import { useLinks } from "./use-graph-parts.ts";
import { useTryEdit } from "./use-try-edit.ts";

/** Few ever have a node removed under their hands. */
const RemovedNote = later<Seen>(async () => (await import("./removed-note.tsx")).RemovedNote, null);

/** A node as it was seen last, with its connections. */
interface Seen {
  readonly node: Node;
  readonly links: NodeLinks;
}

/** U35: what a node says. One that somebody removes stays here with what was written in it. */
export function NodeProperties({ id }: { readonly id: string }) {
  const live = useStillNode(id);
  const visited = useEditorState(({ visit }) => visit?.graph.nodes[id]);
  const isVisiting = useEditorState(({ visit }) => visit !== null);
  const links = useLinks(id);
  const seen = useRef<Seen | null>(null);
  const { sop, state } = useEditor();
  useLayoutEffect(() => {
    const look = () => {
      const node = sop.view.nodes.get(id) as Node | undefined;
      // As it goes, its connections went with it.
      if (node !== undefined && live !== undefined) seen.current = { node, links };
    };
    look();
    return sop.subscribe(({ kind }) => kind === "view" && look());
  }, [sop, id, live, links]);
  const isGone = live === undefined && !isVisiting;
  useEffect(() => {
    // What I took away myself needs no words.
    const isMine = sop.lastWrite(`/nodes/${id}`) === null && !isFocusInPanel();
    if (isGone && isMine) state.getState().select({ nodes: [], edges: [] });
  }, [isGone, id, sop, state]);
  if (isVisiting) return visited === undefined ? null : <Shown node={visited as Node} isVisit />;
  if (live !== undefined) return <Shown node={live} />;
  return seen.current === null ? null : <Shown node={seen.current.node} removed={seen.current} />;
}

function isFocusInPanel(): boolean {
  return document.activeElement?.closest(`[data-panel="properties"] :is(input, textarea, select)`) != null;
}

interface ShownProps {
  readonly node: Node;
  readonly removed?: Seen;
  readonly isVisit?: boolean;
}

function Shown({ node, removed, isVisit = false }: ShownProps) {
  const { id, type } = node;
  const { identity } = useEditor();
  const company = useNodeCompany(id);
  const canEdit = useCanEdit();
  const tryEdit = useTryEdit();
  // My own other tab hands a node over.
  const holder = company.holder?.agent === identity.agent ? null : company.holder;
  const isThere = removed === undefined && !isVisit;
  const isReadOnly = !canEdit || holder !== null || !isThere;
  return (
    <div className="grid grid-cols-1 gap-4 p-4">
      <PanelHeader
        Icon={NODE_ICONS[type]}
        look={NODE_LOOKS[type]}
        kind={TYPE_NAMES[type]}
        title={titleOf(node)}
      >
        {!isReadOnly && (
          <SmallButton
            label={`Delete this ${TYPE_NAMES[type].toLowerCase()}`}
            Icon={Trash2}
            onClick={() => tryEdit([{ op: "remove", path: `/nodes/${id}` }])}
          />
        )}
      </PanelHeader>
      {removed !== undefined && <RemovedNote node={removed.node} links={removed.links} />}
      {isThere && <CompanyNote holder={holder} typing={company.typing} />}
      {isThere && <NodeProblems node={id} />}
      <NodeFields node={node} isReadOnly={isReadOnly} />
      {isThere && <Connections node={id} isReadOnly={!canEdit} />}
      <p className="border-t border-line pt-3 text-xs text-ink-faint">
        Id <code className="select-all">{id}</code>
      </p>
    </div>
  );
}
