import type { Graph } from "../graph/graph.ts";
import type { Envelope } from "../protocol/document.ts";
import { orderByFlow } from "./flow-order.ts";
import { inlineText } from "./markdown.ts";
import { createStepWriter } from "./skill-step.ts";
import { toSlug } from "./slug.ts";
import { yamlLines } from "./yaml.ts";

/** The longest description that the SKILL.md format allows. */
const MOST_CHARS = 1024;

/** A SOP as a skill that an agent can follow: front matter, then its steps in the order of the work. */
export function graphToSkillMd(graph: Graph, envelope: Envelope): string {
  const steps = orderByFlow(graph);
  const numbers = new Map(steps.map((step, i) => [step.id, i + 1]));
  const writeStep = createStepWriter(graph, numbers);
  const intro = graph.description === undefined ? [] : [inlineText(graph.description), ""];
  return [
    ...frontMatter(graph, envelope),
    "",
    `# ${inlineText(graph.name)}`,
    "",
    ...intro,
    ...(steps.length === 0 ? ["This procedure has no steps yet."] : [HOW_TO, "", "## Steps", ""]),
    ...steps.flatMap((step) => [writeStep(step), ""]),
  ]
    .join("\n")
    .replace(/\n*$/, "\n");
}

const HOW_TO =
  "Begin with step 1. Do what the step says and check it against its criteria. Then go on with the step named under " +
  '"Then"; where it says "Decide", find the one branch that is true and follow it within its time.';

function frontMatter(graph: Graph, envelope: Envelope): string[] {
  const { id, version, head, status, visibility, updated_at } = envelope;
  const { name, domain, tags = [] } = graph;
  return [
    "---",
    ...yamlLines({
      name: skillName(graph, envelope),
      description: describe(graph),
      version: String(version),
      ...(tags.length > 0 && { tags }),
    }),
    "kp:",
    ...yamlLines({ id, version, head, title: name, domain, status, visibility, updated_at }, "  "),
    "---",
  ];
}

/** The name of a SOP for skills and files; where its name has no Latin letter, one by its id. */
export function skillName(graph: Pick<Graph, "name">, { id }: Pick<Envelope, "id">): string {
  return toSlug(graph.name, `sop-${id.slice(-12)}`);
}

/** Skills are chosen by it; angle brackets are not allowed there. */
function describe({ name, domain, description = "" }: Graph): string {
  const line = description.replaceAll(/\s+/g, " ").trim();
  const text = line === "" ? `How to work by the procedure "${name}" (${domain}).` : line;
  return text
    .replaceAll("<", "‹")
    .replaceAll(">", "›")
    .slice(0, MOST_CHARS)
    .replace(/[\ud800-\udbff]$/, "");
}
