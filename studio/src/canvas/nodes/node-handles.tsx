import { Handle, Position } from "@xyflow/react";
import { branchTop, handleOfBranch, IN, OUT } from "../handles.ts";

/** Where edges end and begin: at the top, at the bottom, and at the right beside each branch. */
export function NodeHandles({
  isConnectable,
  branches = NONE,
}: {
  readonly isConnectable: boolean;
  readonly branches?: readonly string[];
}) {
  return (
    <>
      <Handle type="target" id={IN} position={Position.Top} isConnectable={isConnectable} />
      <Handle type="source" id={OUT} position={Position.Bottom} isConnectable={isConnectable} />
      {branches.map((branch, row) => (
        <Handle
          key={branch}
          type="source"
          id={handleOfBranch(branch)}
          position={Position.Right}
          isConnectable={isConnectable}
          style={{ top: branchTop(row) }}
        />
      ))}
    </>
  );
}

const NONE: readonly string[] = [];
