import type { Role } from "#schemas/protocol/document.ts";
import { ROLE_ORDER, ROLES } from "./share-words.ts";

/** The roles as options of a select; `most`: the highest that is offered. */
export function RoleOptions({ most = "owner" }: { readonly most?: Role }) {
  return ROLE_ORDER.slice(0, ROLE_ORDER.indexOf(most) + 1).map((role) => (
    <option key={role} value={role}>
      {ROLES[role].name}
    </option>
  ));
}
