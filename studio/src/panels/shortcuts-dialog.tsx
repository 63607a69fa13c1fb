import { SHORTCUTS, type Shortcut } from "../canvas/shortcuts.ts";
import { useEditor, useEditorState } from "../editor/editor-context.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { isMac, keyNames } from "./key-names.ts";

/** U39: everything that keys do. */
export function ShortcutsDialog() {
  const { state } = useEditor();
  const isOpen = useEditorState(({ dialog }) => dialog === "shortcuts");
  const groups = [...Map.groupBy(SHORTCUTS, ({ group }) => group)];
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => state.getState().openDialog(null)}
      title="Keyboard shortcuts"
      description="On the canvas, unless a text is being written."
      isWide
    >
      <div className="gap-8 sm:columns-2">
        {groups.map(([group, shortcuts]) => (
          <section key={group} aria-label={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-xs font-semibold text-ink-faint">{group}</h3>
            <dl>
              {shortcuts.map((shortcut) => (
                <Row key={shortcut.text} shortcut={shortcut} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Row({ shortcut: { keys, text } }: { readonly shortcut: Shortcut }) {
  const onMac = isMac();
  return (
    <div className="flex items-baseline justify-between gap-4 border-b border-line py-1.5 text-[13px] last:border-0">
      <dt>{text}</dt>
      <dd className="flex shrink-0 flex-wrap items-center justify-end gap-1.5 text-ink-soft">
        {keys.map((key, i) => (
          <span key={key} className="flex items-center gap-1">
            {i > 0 && <span className="text-ink-faint">or</span>}
            {keyNames(key, onMac).map((name) => (
              <kbd
                key={name}
                className="min-w-5 rounded border border-line-strong bg-sunken px-1.5 py-px text-center font-sans text-xs"
              >
                {name}
              </kbd>
            ))}
          </span>
        ))}
      </dd>
    </div>
  );
}
