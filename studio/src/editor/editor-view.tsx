import { Canvas } from "../canvas/canvas.tsx";
import { Palette } from "../canvas/palette.tsx";
import { Dialogs } from "../panels/dialogs.tsx";
import { ProblemsBar } from "../panels/problems-bar.tsx";
import { SidePanels } from "../panels/side-panels.tsx";
import { TopBar } from "../panels/top-bar.tsx";
import { useTogether } from "../together/use-together.ts";
import { Announcer } from "../together/announcer.tsx";
import { GoneBanner } from "../together/gone-banner.tsx";
import { VisitBanner } from "../panels/visit-banner.tsx";

/** The canvas with everything around it. */
export function EditorView() {
  useTogether();
  return (
    <div className="grid h-dvh grid-cols-1 grid-rows-[auto_auto_1fr_auto] overflow-hidden">
      <TopBar />
      <div>
        <GoneBanner />
        <VisitBanner />
      </div>
      <div className="flex min-h-0">
        <Palette />
        <main className="relative min-w-0 flex-1" aria-label="Canvas">
          <Canvas />
        </main>
        <SidePanels />
      </div>
      <ProblemsBar />
      <Dialogs />
      <Announcer />
    </div>
  );
}
