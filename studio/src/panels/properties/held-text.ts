/**
 * U36: what follows the name of who holds a node, or `count` of several. When it can be changed is told to those alone
 * who may change it.
 */
export function heldText(count: number | undefined, canEdit: boolean): string {
  if (count === undefined) {
    const later = " You can read it, and change it when they are done.";
    return `is working on this node.${canEdit ? later : ""}`;
  }
  if (count === 1)
    return `is working on 1 of these nodes.${canEdit ? " It stays as it is until they are done." : ""}`;
  return `is working on ${count} of these nodes.${canEdit ? " They stay as they are until then." : ""}`;
}
