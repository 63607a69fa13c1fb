import { ROLE_ORDER, ROLES } from "./share-words.ts";

/** What each role can do. */
export function RoleHelp() {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
      {ROLE_ORDER.map((role) => (
        <div key={role} className="contents">
          <dt className="font-medium">{ROLES[role].name}</dt>
          <dd className="text-ink-soft">{ROLES[role].can}</dd>
        </div>
      ))}
    </dl>
  );
}
