import { Bug, FilePlus2, Siren, Ticket, type LucideIcon } from "lucide-react";
import { useId, useState } from "react";
import { TEMPLATES, type Template } from "./templates.ts";

const ICONS: Readonly<Record<Template["icon"], LucideIcon>> = { ticket: Ticket, bug: Bug, siren: Siren };

const BLANK = { graph: { name: "Untitled SOP", domain: "general" } };

interface BeginningsProps {
  /** Makes a SOP of what it is given, and goes there. */
  readonly create: (body: unknown) => Promise<void>;
  /** Whether the first of them takes the focus: in a window that asks for nothing else. */
  readonly hasFocus?: boolean;
}

/** What a new SOP can begin as. */
export function Beginnings({ create, hasFocus = false }: BeginningsProps) {
  const [isBusy, setIsBusy] = useState(false);
  const begin = async (load: () => Promise<unknown>) => {
    setIsBusy(true);
    await create(await load());
    setIsBusy(false);
  };
  return (
    <ul className="grid gap-3 sm:grid-cols-2" aria-busy={isBusy}>
      <Beginning
        name="Blank"
        about="An empty canvas."
        Icon={FilePlus2}
        isDisabled={isBusy}
        hasFocus={hasFocus}
        onChoose={() => void begin(() => Promise.resolve(BLANK))}
      />
      {TEMPLATES.map(({ name, about, icon, load }) => (
        <Beginning
          key={name}
          name={name}
          about={about}
          Icon={ICONS[icon]}
          isDisabled={isBusy}
          onChoose={() => void begin(load)}
        />
      ))}
    </ul>
  );
}

interface BeginningProps {
  readonly name: string;
  readonly about: string;
  readonly Icon: LucideIcon;
  readonly isDisabled: boolean;
  readonly hasFocus?: boolean;
  readonly onChoose: () => void;
}

function Beginning({ name, about, Icon, isDisabled, hasFocus = false, onChoose }: BeginningProps) {
  const id = useId();
  return (
    <li className="relative flex items-start gap-3 rounded-xl border border-line bg-surface p-4 transition-colors hover:border-accent hover:bg-hover has-disabled:opacity-60">
      <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="grid gap-0.5">
        <button
          type="button"
          onClick={onChoose}
          disabled={isDisabled}
          autoFocus={hasFocus}
          aria-describedby={id}
          className="text-left font-medium after:absolute after:inset-0 after:rounded-xl focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
        >
          {name}
        </button>
        <p id={id} className="text-xs text-ink-soft">
          {about}
        </p>
      </div>
    </li>
  );
}
