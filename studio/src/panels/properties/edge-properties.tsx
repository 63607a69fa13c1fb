import { Spline, Trash2 } from "lucide-react";
import type { Edge } from "#schemas/graph/edge.ts";
import { retie } from "../../canvas/actions/connect.ts";
import { useCanvas } from "../../canvas/canvas-context.tsx";
import { branchesOf } from "../../canvas/handles.ts";
import { useCanEdit, useEditor, useEditorState } from "../../editor/editor-context.tsx";
import { useEdge, useStillNode } from "../../hooks/use-entity.ts";
import { SelectField } from "../../ui/field.tsx";
import { optionalMeaning } from "../field-meanings.ts";
import { LiveText } from "../live-text.tsx";
import { NodeSelect } from "./node-select.tsx";
import { PanelHeader } from "./panel-header.tsx";
import { SmallButton } from "./small-button.tsx";
import { useNodeOptions } from "./use-graph-parts.ts";
import { useTryEdit } from "./use-try-edit.ts";

/** What a connection says, and what it ties. */
export function EdgeProperties({ id }: { readonly id: string }) {
  const live = useEdge(id);
  const visit = useEditorState(({ visit }) => visit);
  const edge = visit === null ? live : (visit.graph.edges[id] as Edge | undefined);
  return edge === undefined ? (
    <p role="status" className="p-4 text-ink-soft">
      This connection is not there any more.
    </p>
  ) : (
    <Shown edge={edge} />
  );
}

function Shown({ edge }: { readonly edge: Edge }) {
  const { sop } = useEditor();
  const canvas = useCanvas();
  const isReadOnly = !useCanEdit();
  const tryEdit = useTryEdit();
  const options = useNodeOptions();
  const source = useStillNode(edge.source);
  const branches = source === undefined ? [] : branchesOf(source);
  const titleOf = (node: string) => options.find(({ id }) => id === node)?.title ?? node;
  const { id, source: from, target, sourceHandle } = edge;
  const tie = { source: from, target, ...(sourceHandle !== undefined && { sourceHandle }) };
  return (
    <div className="grid grid-cols-1 gap-4 p-4">
      <PanelHeader
        Icon={Spline}
        look="bg-sunken text-ink-soft"
        kind="Connection"
        title={`${titleOf(from)} → ${titleOf(target)}`}
      >
        {!isReadOnly && (
          <SmallButton
            label="Delete this connection"
            Icon={Trash2}
            onClick={() => tryEdit([{ op: "remove", path: `/edges/${id}` }])}
          />
        )}
      </PanelHeader>
      <LiveText
        label="Label"
        hint={branches.length > 0 ? "Empty: the name of the branch is shown." : "Shown on the connection."}
        path={`/edges/${id}/label`}
        node={from}
        shown={edge.label ?? ""}
        isReadOnly={isReadOnly}
        toMeaning={(text) => optionalMeaning(sop.view, `/edges/${id}/label`, text)}
      />
      <NodeSelect
        label="From"
        options={options}
        value={from}
        none={null}
        except={target}
        isDisabled={isReadOnly}
        // A branch of the one node is none of the other.
        onChoose={(source) => retie(canvas, id, { source, target })}
      />
      {(branches.length > 0 || sourceHandle !== undefined) && (
        <SelectField
          label="Leaves by"
          value={sourceHandle ?? ""}
          disabled={isReadOnly}
          onChange={({ target: { value } }) =>
            retie(canvas, id, { source: from, target, ...(value !== "" && { sourceHandle: value }) })
          }
        >
          <option value="">No branch</option>
          {[...new Set([...branches, ...(sourceHandle === undefined ? [] : [sourceHandle])])].map((key) => (
            <option key={key} value={key}>
              {branches.includes(key) ? key : `${key} (no such branch any more)`}
            </option>
          ))}
        </SelectField>
      )}
      <NodeSelect
        label="To"
        options={options}
        value={target}
        none={null}
        except={from}
        isDisabled={isReadOnly}
        onChoose={(target) => retie(canvas, id, { ...tie, target })}
      />
    </div>
  );
}
