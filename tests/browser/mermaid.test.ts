import { afterAll, beforeAll, expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { ExpertSop } from "#schemas/convert/expert-sop.ts";
import { graphToMermaid } from "#schemas/convert/mermaid.ts";
import { unitToGraph } from "#schemas/convert/unit-to-graph.ts";
import type { Graph } from "#schemas/graph/graph.ts";
import { DEFAULT_LIMITS } from "#schemas/limits.ts";
import { BROWSER_TIMEOUT_MS, describeWithBrowser, launchBrowser } from "#tests/support/browser.ts";
import { TEMPLATES } from "#tests/support/templates.ts";

/** For a page without modules; it lies beside the package's entry. */
const SCRIPT = fileURLToPath(import.meta.resolve("mermaid")).replace(/[^/]*$/, "mermaid.min.js");

/** Each would be something else than a text to a careless writer. */
const LABELS = [
  'say "no" (now) [or] {never} <b>bold</b> &amp; #quot; #35;',
  "`code` **bold** __under__ _it_ ~x~",
  "first\nsecond\r\nthird",
  "1. not a list",
  "- not a list",
  "style a:#f00; classDef x:#fff;",
  "click n0 call alert(1)",
  "%%{init: {'theme':'dark'}}%%",
  "end",
  "]] --> n1; n2[[",
  "| a | b |",
  "$$x^2$$ \\( y \\)",
  "日本語 العربية ñandú 🚒 e\u0301",
  "<img src=x onerror=alert(1)>",
  "half \ud83d pair",
  "a\\nb\tc",
  "https://example.org/a?b=c&d",
  "fa:fa-car @{ shape: x }",
  "subgraph",
  "the direction LR",
  "accTitle: x",
  "graph TD; a-->b",
  "linkStyle 0 stroke:red",
];

describeWithBrowser("Mermaid in a real Chromium", () => {
  let browser: Browser;
  let tab: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    tab = await browser.newPage();
    await tab.setContent("<!doctype html><body></body>");
    await tab.addScriptTag({ path: SCRIPT });
  }, BROWSER_TIMEOUT_MS);
  afterAll(() => browser?.close());

  test(
    "[V9] hostile texts are rendered as what they are",
    async () => {
      const graph = chainOf(LABELS);
      const shown = await render(tab, graphToMermaid(graph));
      expect(shown.nodes).toEqual(LABELS.map(asShown));
      expect(shown.edges).toEqual(LABELS.slice(1).map(asShown));
      expect(shown.foreign).toEqual([]);
    },
    BROWSER_TIMEOUT_MS,
  );

  test(
    "[V9] the templates are rendered with every step, and a graph of nothing too",
    async () => {
      for (const unit of Object.values(TEMPLATES)) {
        const made = unitToGraph(ExpertSop.parse(unit), DEFAULT_LIMITS);
        if ("code" in made) throw new Error(made.message);
        const shown = await render(tab, graphToMermaid(made.graph));
        const names = Object.values(made.graph.nodes).map((node) =>
          node.type === "step" ? node.data.step : node.type === "condition" ? node.data.field : "",
        );
        expect(shown.nodes.toSorted()).toEqual(names.sort());
      }
      const empty = await render(tab, graphToMermaid({ name: "x", domain: "d", nodes: {}, edges: {} }));
      expect(empty.nodes).toEqual([]);
    },
    BROWSER_TIMEOUT_MS,
  );
});

/** What a reader sees: lines joined, half a letter replaced. */
function asShown(text: string): string {
  return text.toWellFormed().replaceAll(/\s+/g, " ").trim();
}

function chainOf(labels: readonly string[]): Graph {
  const types = ["step", "condition", "tool"] as const;
  const nodes = labels.map((text, y) => {
    const type = types[y % 3] ?? "step";
    const data = {
      step: { step: text, instruction: "" },
      condition: { field: text },
      tool: { name: text, when: "" },
    };
    return [`n${y}`, { id: `n${y}`, type, position: { x: 0, y }, data: data[type] }];
  });
  const edges = labels.slice(1).map((label, i) => {
    const id = `e${String(i).padStart(2, "0")}`;
    return [id, { id, source: `n${i}`, target: `n${i + 1}`, label }];
  });
  return {
    name: "x",
    domain: "d",
    nodes: Object.fromEntries(nodes),
    edges: Object.fromEntries(edges),
  };
}

interface Shown {
  nodes: string[];
  edges: string[];
  /** Elements that only a label could have brought. */
  foreign: string[];
}

/** The texts of a rendered diagram in the order of its source; rejects where it does not parse. */
function render(tab: Page, source: string): Promise<Shown> {
  return tab.evaluate(async (source): Promise<Shown> => {
    const { mermaid } = globalThis as unknown as {
      mermaid: {
        initialize(config: object): void;
        render(id: string, source: string): Promise<{ svg: string }>;
      };
    };
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
    const { svg } = await mermaid.render(`d${performance.now()}`.replace(".", "_"), source);
    document.body.innerHTML = svg;
    for (const br of document.body.querySelectorAll("br")) br.replaceWith(" ");
    // Edges' labels have no number and are in the order of the source already.
    const [nodes = [], edges = []] = ["g.node", "g.edgeLabel"].map((selector) =>
      [...document.body.querySelectorAll(selector)]
        .map((element) => ({
          number: Number(/-n(\d+)-/.exec(element.id)?.[1] ?? 0),
          text: (element.textContent ?? "").replaceAll(/\s+/g, " ").trim(),
        }))
        .sort((a, b) => a.number - b.number)
        .map(({ text }) => text),
    );
    return {
      nodes,
      edges: edges.filter((text) => text !== ""),
      foreign: [
        ...document.body.querySelectorAll("svg :is(img, script, a, b, i, code, strong, em, math)"),
      ].map((element) => element.outerHTML),
    };
  }, source);
}
