import { ArrowLeft, ArrowRight, Unlink } from "lucide-react";
import type { Edge } from "#schemas/graph/edge.ts";
import { connect } from "../../canvas/actions/connect.ts";
import { useCanvas } from "../../canvas/canvas-context.tsx";
import { useEditor } from "../../editor/editor-context.tsx";
import { NodeSelect } from "./node-select.tsx";
import { Section } from "./section.tsx";
import { SmallButton } from "./small-button.tsx";
import { useLinks, useNodeOptions, type NodeOption } from "./use-graph-parts.ts";
import { useTryEdit } from "./use-try-edit.ts";

/** What leads to a node and where it leads: to go along, to untie, and to tie by keyboard. */
export function Connections({ node, isReadOnly }: { readonly node: string; readonly isReadOnly: boolean }) {
  const canvas = useCanvas();
  const options = useNodeOptions();
  const links = useLinks(node);
  const reached = new Set(links.out.map(({ target }) => target));
  return (
    <Section title="Connections">
      {links.in.length + links.out.length > 0 && (
        <ul className="grid grid-cols-1 gap-0.5">
          {links.in.map((edge) => (
            <Row key={edge.id} edge={edge} way="in" options={options} isReadOnly={isReadOnly} />
          ))}
          {links.out.map((edge) => (
            <Row key={edge.id} edge={edge} way="out" options={options} isReadOnly={isReadOnly} />
          ))}
        </ul>
      )}
      {!isReadOnly && (
        <NodeSelect
          label="Connect to"
          options={options.filter(({ id }) => !reached.has(id))}
          value=""
          none="Choose a node…"
          except={node}
          isDisabled={false}
          onChoose={(target) => void connect(canvas, { source: node, target })}
        />
      )}
    </Section>
  );
}

interface RowProps {
  readonly edge: Edge;
  readonly way: "in" | "out";
  readonly options: readonly NodeOption[];
  readonly isReadOnly: boolean;
}

function Row({ edge, way, options, isReadOnly }: RowProps) {
  const { state } = useEditor();
  const tryEdit = useTryEdit();
  const other = way === "in" ? edge.source : edge.target;
  const title = options.find(({ id }) => id === other)?.title ?? other;
  const branch = edge.label ?? edge.sourceHandle;
  const Arrow = way === "in" ? ArrowLeft : ArrowRight;
  const go = () => {
    const { select, goTo } = state.getState();
    select({ nodes: [other], edges: [] });
    goTo({ kind: "nodes", nodes: [other] });
  };
  return (
    <li className="flex items-center gap-1">
      <button
        type="button"
        onClick={go}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left text-[13px] hover:bg-hover"
      >
        <Arrow aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <span className="sr-only">{way === "in" ? "From" : "To"} </span>
        <span className="min-w-16 truncate">{title}</span>
        {branch !== undefined && (
          <span className="max-w-2/5 shrink-0 truncate rounded bg-sunken px-1.5 text-xs text-ink-soft">
            {branch}
          </span>
        )}
      </button>
      {!isReadOnly && (
        <SmallButton
          label={`Remove the connection ${way === "in" ? "from" : "to"} ${title}${branch === undefined ? "" : ` (${branch})`}`}
          Icon={Unlink}
          onClick={() => tryEdit([{ op: "remove", path: `/edges/${edge.id}` }])}
        />
      )}
    </li>
  );
}
