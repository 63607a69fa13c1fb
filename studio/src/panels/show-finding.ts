import type { Finding } from "#schemas/lint/finding.ts";
import { announce } from "../together/announcer.tsx";
import type { Editor } from "../editor/editor-context.tsx";

/** U38: selects what a finding is about, opens its properties, and has the canvas go there. */
export function showFinding({ state }: Pick<Editor, "state">, finding: Finding): void {
  const { select, openPanel, goTo } = state.getState();
  select({ nodes: finding.nodes, edges: finding.edges ?? [] });
  openPanel("properties");
  goTo({ kind: "nodes", nodes: finding.nodes });
  announce(`Shown on the canvas, with its properties: ${finding.message}`);
}
