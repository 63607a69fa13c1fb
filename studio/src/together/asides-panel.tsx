import { useLive } from "../editor/editor-context.tsx";

/** What of mine was not taken, or was undone. */
export function AsidesPanel() {
  const asides = useLive("asides");
  return (
    <ul>
      {asides.map(({ id, message }) => (
        <li key={id}>{message}</li>
      ))}
    </ul>
  );
}
