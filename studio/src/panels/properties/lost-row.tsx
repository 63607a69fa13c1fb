import type { ComponentProps } from "react";
import { later } from "../../ui/later.tsx";
import type { LostRowNote } from "./lost-row-note.tsx";

/** U99: the note on a row that somebody removed; it comes when there is one. */
export const LostRow = later<ComponentProps<typeof LostRowNote>>(
  async () => (await import("./lost-row-note.tsx")).LostRowNote,
  null,
);
