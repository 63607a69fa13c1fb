import type { Node, NodeType } from "#schemas/graph/node.ts";
import { useEditorState } from "../../editor/editor-context.tsx";
import { useNodeCompany } from "../../together/use-node-company.ts";
import { ALONE } from "../../together/company-index.ts";
import { lineColors } from "../../ui/line-color.ts";
import { handlesOf } from "../handles.ts";
import { MARK_STYLES } from "./mark-tag.tsx";

const LOOKS: Readonly<Record<NodeType, string>> = {
  step: "bg-step-soft text-step",
  condition: "bg-condition-soft text-condition",
  tool: "bg-tool-soft text-tool",
};

/** A line that is seen from far away, in px of the canvas. */
const FAR_LINE = 8;

/** Of what is only in the version compared with. */
const GHOST = "border-dashed bg-ground text-ink-soft";

/** A node from far away: hundreds of them are on the screen then, and only what can be made out is drawn. */
export function FarNode({
  id,
  type,
  title,
  data,
}: {
  readonly id: string;
  readonly type: NodeType;
  readonly title: string;
  readonly data: Node["data"];
}) {
  const isVisit = useEditorState(({ visit }) => visit !== null);
  const present = useNodeCompany(id);
  // An old version is nobody's place.
  const { holder, selectedBy } = isVisit ? ALONE : present;
  const mark = useEditorState(({ visit }) => visit?.marks.get(id));
  const isGhost = useEditorState(({ visit }) => visit?.ghosts.has(id) === true);
  const color = holder?.color ?? selectedBy[0]?.color;
  const line = {
    ...(mark !== undefined && { borderWidth: FAR_LINE }),
    ...(color !== undefined && {
      ...lineColors(color),
      borderColor: "var(--peer)",
      borderWidth: FAR_LINE,
    }),
  };
  return (
    <>
      <div
        // What does not fit at any size.
        title={title}
        className={`sop-node peer-line grid h-full w-full items-center overflow-hidden rounded-xl border-2 px-2 font-semibold wrap-anywhere ${isGhost ? GHOST : LOOKS[type]} ${mark === undefined ? "border-line-strong" : MARK_STYLES[mark]}`}
        style={line}
      >
        <span dir="auto" className={`far-title text-start ${type === "tool" ? "is-small" : ""}`}>
          {title}
        </span>
      </div>
      <FarHandles node={{ id, type, data, position: NOWHERE } as Node} />
    </>
  );
}

const NOWHERE = { x: 0, y: 0 };

/** React Flow looks for the ends of edges in the page: they are there, but nothing can be done with them. */
function FarHandles({ node }: { readonly node: Node }) {
  return handlesOf(node).map(({ id, type, position, x, y, width, height }) => (
    <i
      key={id}
      className={`${type} absolute`}
      data-handleid={id}
      data-handlepos={position}
      style={{ left: x, top: y, width, height }}
    />
  ));
}
