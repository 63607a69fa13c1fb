import { memo, useState } from "react";
import { SelectField } from "../../ui/field.tsx";
import { tellApart } from "./tell-apart.ts";
import type { NodeOption } from "./use-graph-parts.ts";

interface NodeSelectProps {
  readonly label: string;
  readonly options: readonly NodeOption[];
  /** The chosen node's id; "": none. */
  readonly value: string;
  /** What stands for none; null: one has to be chosen. */
  readonly none: string | null;
  /** A node that cannot be chosen. */
  readonly except: string;
  readonly isDisabled: boolean;
  readonly onChoose: (node: string) => void;
  readonly className?: string;
}

/** More than these are put in only when the list is opened: a page of a thousand nodes has many such lists. */
const MOST_AT_ONCE = 300;

/** A node to be chosen by name. */
export function NodeSelect(props: NodeSelectProps) {
  const { label, options, value, none, except, isDisabled, onChoose, className } = props;
  const [isOpened, setOpened] = useState(false);
  const shown =
    isOpened || options.length <= MOST_AT_ONCE ? options : options.filter(({ id }) => id === value);
  return (
    <SelectField
      label={label}
      value={value}
      disabled={isDisabled}
      className={className}
      onFocus={() => setOpened(true)}
      onPointerDown={() => setOpened(true)}
      onChange={({ target }) => onChoose(target.value)}
    >
      {none !== null && <option value="">{none}</option>}
      <Options options={shown} except={except} />
    </SelectField>
  );
}

const Options = memo(function Options({ options, except }: Pick<NodeSelectProps, "options" | "except">) {
  const names = tellApart(options);
  return options.map(
    ({ id }) =>
      id !== except && (
        <option key={id} value={id}>
          {names.get(id)}
        </option>
      ),
  );
});
