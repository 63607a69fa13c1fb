import type { Stage } from "./stage.ts";

/** Pictures that belong together. */
export type Scene = (stage: Stage) => Promise<void>;
