import type { Logger } from "pino";
import type { Config } from "#registry/config.ts";
import { openBuilt } from "./open-built.ts";
import { createPage, type Page } from "./page.ts";

/** The studio as the configuration wants it; null: the registry answers calls alone, or its server bundles the page live. */
export function openPage({ studio }: Pick<Config, "studio">, log: Logger): Page | null {
  if (studio !== "built") return null;
  return createPage(openBuilt, (error) => log.error({ err: error }, "the studio could not be built"));
}
