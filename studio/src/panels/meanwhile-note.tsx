import { later } from "../ui/later.tsx";
import type { Meanwhile } from "./live-field.ts";
import type { UsedField } from "./use-live-field.ts";

interface MeanwhileNoteProps {
  /** The field's label, for who cannot see where the note stands. */
  readonly label: string;
  readonly field: Pick<UsedField, "meanwhile" | "leave" | "dismiss">;
  /** What stands in the field. */
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly onWrite: (text: string) => void;
}

/** The same, where there is something to choose. */
export type MeanwhileChoiceProps = MeanwhileNoteProps & { readonly meanwhile: Meanwhile };

/** Seldom do two people write in one field. */
const MeanwhileChoice = later<MeanwhileChoiceProps>(
  async () => (await import("./meanwhile-choice.tsx")).MeanwhileChoice,
  null,
);

/** U31: what others did to the text that I was writing in; nothing where they did nothing. */
export function MeanwhileNote(props: MeanwhileNoteProps) {
  const { meanwhile } = props.field;
  return meanwhile !== null && <MeanwhileChoice {...props} meanwhile={meanwhile} />;
}
