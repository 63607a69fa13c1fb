import { Beginnings } from "./beginnings.tsx";
import type { Whose } from "./filters.ts";

interface NoSopsProps {
  readonly whose: Whose;
  readonly create: (body: unknown) => Promise<void>;
}

/** What an empty list says: how a first SOP comes to be. */
export function NoSops({ whose, create }: NoSopsProps) {
  if (whose === "shared") {
    return (
      <div className="grid justify-items-center gap-2 py-16 text-center">
        <p className="text-lg font-semibold">Nothing is shared with you yet</p>
        <p className="max-w-md text-ink-soft">
          Open an invite link, or tell somebody your id: what they share appears here at once.
        </p>
      </div>
    );
  }
  return (
    <div className="mx-auto grid w-full max-w-2xl gap-5 py-10">
      <div className="text-center">
        <p className="text-lg font-semibold">Your first SOP</p>
        <p className="text-balance text-ink-soft">
          Begin with one of these, or import an ExpertSOP file
          <span className="max-sm:hidden">: drag it onto this page</span>. Invite others from the canvas.
        </p>
      </div>
      <Beginnings create={create} />
    </div>
  );
}
