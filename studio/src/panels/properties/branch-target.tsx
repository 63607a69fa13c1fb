import type { Edge } from "#schemas/graph/edge.ts";
import { connect, retie } from "../../canvas/actions/connect.ts";
import { useCanvas } from "../../canvas/canvas-context.tsx";
import { NodeSelect } from "./node-select.tsx";
import type { NodeOption } from "./use-graph-parts.ts";
import { useTryEdit } from "./use-try-edit.ts";

interface BranchTargetProps {
  readonly label: string;
  readonly node: string;
  readonly branchKey: string;
  readonly edges: readonly Edge[];
  readonly options: readonly NodeOption[];
  readonly isReadOnly: boolean;
}

/** Where a branch leads; choosing ties its connection, or unties it. */
export function BranchTarget({ label, node, branchKey, edges, options, isReadOnly }: BranchTargetProps) {
  const canvas = useCanvas();
  const tryEdit = useTryEdit();
  const [edge, ...more] = edges;
  const choose = (target: string) => {
    const ends = { source: node, target, sourceHandle: branchKey };
    if (target === "") tryEdit(edges.map(({ id }) => ({ op: "remove", path: `/edges/${id}` })));
    else if (edge === undefined) connect(canvas, ends);
    else retie(canvas, edge.id, ends);
  };
  return (
    <div className="grid grid-cols-1 content-start gap-1.5">
      <NodeSelect
        label={label}
        options={options}
        value={edge?.target ?? ""}
        none="Nowhere yet"
        except={node}
        isDisabled={isReadOnly}
        onChoose={choose}
      />
      {more.length > 0 && (
        <p className="text-xs text-ink-faint">
          And to {more.length === 1 ? "one more" : `${more.length} more`}: see the canvas.
        </p>
      )}
    </div>
  );
}
