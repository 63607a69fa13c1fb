import { Trash2 } from "lucide-react";
import { formatPointer } from "#schemas/change/pointer.ts";
import type { Edge } from "#schemas/graph/edge.ts";
import { connect } from "../../canvas/actions/connect.ts";
import { useCanvas } from "../../canvas/canvas-context.tsx";
import { useEditor } from "../../editor/editor-context.tsx";
import { Button } from "../../ui/button.tsx";
import { minutesMeaning } from "../field-meanings.ts";
import { LiveText } from "../live-text.tsx";
import { BranchTarget } from "./branch-target.tsx";
import { ROW, ROW_CORNER } from "./row-look.ts";
import { KeyField } from "./key-field.tsx";
import { SmallButton } from "./small-button.tsx";
import { stepToConnect } from "./step-to-connect.ts";
import type { NodeOption } from "./use-graph-parts.ts";

interface BranchRowProps {
  readonly number: number;
  readonly node: string;
  readonly branchKey: string;
  readonly branch: { readonly action: string; readonly sla_min?: number | undefined };
  readonly others: readonly string[];
  /** The connections that leave by it. */
  readonly edges: readonly Edge[];
  readonly options: readonly NodeOption[];
  /** Id of the datalist of steps. */
  readonly stepNames: string;
  readonly isReadOnly: boolean;
  readonly onRename: (key: string) => void;
  readonly onRemove: () => void;
}

/** One way out: its name, what to do, within how many minutes, and where it leads. */
export function BranchRow(props: BranchRowProps) {
  const { number, node, branchKey, branch, others, edges, options, isReadOnly } = props;
  const { sop } = useEditor();
  const canvas = useCanvas();
  const place = `/nodes/${node}/data/conditions${formatPointer([branchKey])}`;
  const named = isReadOnly ? null : stepToConnect(branch.action, node, edges, options);
  return (
    <li className={ROW}>
      <KeyField
        label={`Branch ${number}`}
        node={node}
        shown={branchKey}
        others={others}
        isReadOnly={isReadOnly}
        onRename={props.onRename}
      />
      {!isReadOnly && (
        <div className={ROW_CORNER}>
          <SmallButton label={`Remove branch ${number}`} Icon={Trash2} onClick={props.onRemove} />
        </div>
      )}
      <LiveText
        label="Action"
        labelEnd={`of branch ${number}`}
        path={`${place}/action`}
        node={node}
        shown={branch.action}
        isReadOnly={isReadOnly}
        list={props.stepNames}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_6rem] items-start gap-1.5">
        <BranchTarget
          label={`Branch ${number} leads to`}
          node={node}
          branchKey={branchKey}
          edges={edges}
          options={options}
          isReadOnly={isReadOnly}
        />
        <LiveText
          label="SLA minutes"
          labelEnd={`of branch ${number}`}
          path={`${place}/sla_min`}
          node={node}
          shown={branch.sla_min === undefined ? "" : String(branch.sla_min)}
          isReadOnly={isReadOnly}
          toMeaning={(text) => minutesMeaning(sop.view, `${place}/sla_min`, text)}
          placeholder="any"
        />
      </div>
      {named !== null && (
        <Button
          className="min-h-8 justify-self-start text-[13px]"
          onClick={() => void connect(canvas, { source: node, target: named.id, sourceHandle: branchKey })}
        >
          Connect branch {number} to “{named.title}”
        </Button>
      )}
    </li>
  );
}
