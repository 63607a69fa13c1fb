import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import type { Scene } from "./scene.ts";
import { showDashboard, showInvite, showPages } from "./scenes-pages.ts";
import { showCanvas, showLarge, showOutline, showProblems, showShare } from "./scenes-canvas.ts";
import { showConflicts, showLostRow } from "./scenes-conflicts.ts";
import { showCrowd } from "./scenes-crowd.ts";
import { showDialogs, showFocus } from "./scenes-dialogs.ts";
import { showEmptiness, showErrors } from "./scenes-errors.ts";
import { showHistory } from "./scenes-history.ts";
import { showMessages, showNarrow, showTogether, showTrouble } from "./scenes-together.ts";
import { showWords } from "./scenes-words.ts";
import { openStage, type Theme } from "./stage.ts";

/** `bun run screenshots [folder [scene …]]`: every page and state of the studio, in both themes. */
const SCENES: Readonly<Record<string, Scene>> = {
  pages: showPages,
  dashboard: showDashboard,
  invite: showInvite,
  canvas: showCanvas,
  outline: showOutline,
  problems: showProblems,
  share: showShare,
  large: showLarge,
  together: showTogether,
  trouble: showTrouble,
  messages: showMessages,
  narrow: showNarrow,
  history: showHistory,
  words: showWords,
  crowd: showCrowd,
  empty: showEmptiness,
  errors: showErrors,
  dialogs: showDialogs,
  focus: showFocus,
  conflicts: showConflicts,
  "lost-row": showLostRow,
};

const THEMES: readonly Theme[] = ["light", "dark"];

async function takeAll(folder: string, wanted: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const theme of THEMES) {
    for (const [name, scene] of Object.entries(SCENES)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      await using stage = await openStage(theme, folder);
      await scene(stage);
      // Pages that say that something is not there.
      stage.studio.expectCalm(/the server responded with a status of 4/);
    }
  }
}

const [folder = "dist/screenshots", ...wanted] = process.argv.slice(2);
await takeAll(resolve(folder), wanted);
console.log(`\nin ${resolve(folder)}`);
