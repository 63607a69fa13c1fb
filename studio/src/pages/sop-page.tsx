import { lazy, Suspense } from "react";
import type { Identity } from "../app/identity.ts";
import { CanvasProvider } from "../canvas/canvas-context.tsx";
import { EditorProvider } from "../editor/editor-context.tsx";
import { EditorView } from "../editor/editor-view.tsx";
import { useSop } from "../hooks/use-sop.ts";
import { TAB_PREFIX } from "../together/tell-agents.ts";
import { useFrameLog } from "../together/use-frame-log.ts";
import { Spinner } from "../ui/spinner.tsx";
import { RefusedPage } from "./refused-page.tsx";

const FrameInspector = lazy(async () => ({
  default: (await import("../together/frame-inspector.tsx")).FrameInspector,
}));

/** A SOP's canvas, or why there is none. */
export function SopPage({ sop, identity }: { readonly sop: string; readonly identity: Identity }) {
  const tap = useFrameLog();
  const used = useSop({
    url: location.origin,
    sop,
    auth: identity.key,
    agent: identity.agent,
    clientPrefix: TAB_PREFIX,
    ...(tap !== null && { env: tap.env }),
  });
  switch (used.kind) {
    case "opening":
      return (
        <main className="grid min-h-full place-items-center">
          <Spinner label="Opening…" />
        </main>
      );
    case "refused":
      return <RefusedPage code={used.code} reason={used.reason} />;
    case "open":
      return (
        <EditorProvider sop={used.sop} identity={identity}>
          <CanvasProvider>
            <EditorView />
            {tap !== null && (
              <Suspense>
                <FrameInspector log={tap.log} />
              </Suspense>
            )}
          </CanvasProvider>
        </EditorProvider>
      );
  }
}
