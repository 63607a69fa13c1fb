import type { Finding } from "#schemas/lint/finding.ts";
import { announce } from "../together/announcer.tsx";
import type { Editor } from "../editor/editor-context.tsx";

/** U38: selects what a finding is about, opens its properties, and has the canvas go there. */
export function showFinding({ state }: Pick<Editor, "state">, finding: Finding): void {
  const { visit, visitVersion, select, openPanel, goTo } = state.getState();
  // Findings are about the SOP as it is now.
  if (visit !== null) visitVersion(null);
  select({ nodes: finding.nodes, edges: finding.edges ?? [] });
  openPanel("properties");
  goTo({ kind: "nodes", nodes: finding.nodes });
  announce(`Shown on the canvas, with its properties: ${finding.message}`);
}
