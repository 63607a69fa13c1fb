import { useId, type ReactNode } from "react";

interface ShareSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the dialog with its heading. */
export function ShareSection({ title, children }: ShareSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-3 border-t border-line pt-4 first:border-t-0 first:pt-0"
    >
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}
