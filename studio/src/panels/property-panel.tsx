import { useEditorState } from "../editor/editor-context.tsx";
import { EdgeProperties } from "./properties/edge-properties.tsx";
import { ManyProperties } from "./properties/many-properties.tsx";
import { NodeProperties } from "./properties/node-properties.tsx";
import { SopProperties } from "./properties/sop-properties.tsx";

/** What the selected thing says, to be read and written; with nothing selected, what the SOP says of itself. */
export function PropertyPanel() {
  const selection = useEditorState(({ selection }) => selection);
  const { nodes, edges } = selection;
  const [node, edge] = [nodes[0], edges[0]];
  if (nodes.length + edges.length > 1) return <ManyProperties selection={selection} />;
  if (node !== undefined) return <NodeProperties key={node} id={node} />;
  if (edge !== undefined) return <EdgeProperties key={edge} id={edge} />;
  return <SopProperties />;
}
