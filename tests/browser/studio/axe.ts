import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds on a page as it is that keeps somebody out: one line each, with where. `what`: all of it, or colours alone. */
export async function seriousFindings(page: Page, what: "all" | "colours"): Promise<string[]> {
  // The page's own policy lets in no script but its own: this one comes by the debugger.
  const isThere = await page.evaluate(() => "axe" in globalThis);
  if (!isThere) await page.evaluate(axe.source);
  return page.evaluate(async (what) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run(document, {
      resultTypes: ["violations"],
      ...(what === "colours" && { runOnly: ["color-contrast"] }),
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
      );
  }, what);
}

/** As much of axe as is used. */
interface Axe {
  run(
    context: Document,
    options: { readonly resultTypes: readonly string[]; readonly runOnly?: readonly string[] },
  ): Promise<{
    violations: {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly {
        readonly html: string;
        readonly any: readonly { readonly message: string }[];
      }[];
    }[];
  }>;
}
