import { expect, test } from "bun:test";
import type { Node } from "#schemas/graph/node.ts";
import { nodesThere } from "#studio/canvas/outline/nodes-there.ts";
import type { BareNode, Outline, There } from "#studio/canvas/outline/outline.ts";
import { nameOf } from "#studio/canvas/outline/outline.ts";
import { readOutline } from "#studio/canvas/outline/read-outline.ts";

const THERE: readonly There[] = [
  { id: "s1", type: "step", title: "Assign severity" },
  { id: "c1", type: "condition", title: "Assign severity" },
];

test("[U70] a plain list, numbered, with bullets, with headings or with nothing at all, is steps in their order", () => {
  for (const text of [
    "1. Look\n2. Think\n3. Act",
    "  1) Look\n  2) Think\n\n  3) Act",
    "- Look\n* Think\n• Act",
    "- [ ] Look\n- [x] Think\n- [ ] Act",
    "Look\n\nThink\r\nAct\n",
    "Step 1: Look\nStep 2: Think\nStep 3 – Act",
    "## Look\n## Think\n## Act",
    " 1. Look\n10. Think\n11. Act",
    "(1) Look\n(2) Think\n(3) Act",
    "1、Look\n２．Think\n3）Act",
    "١. Look\n٢. Think\n٣. Act",
    "\u200f1. Look\n\u200f2. Think\n\ufeff\u200e3. Act",
    "·\tLook\n·\tThink\n▪\tAct",
    "o\tLook\no\tThink\no\tAct",
  ])
    expect(told(readOutline(text, []))).toEqual(["Look", "Think", "Act", "Look → Think", "Think → Act"]);
});

test("[U70] numbered headings are steps, and the bullets below them what is said of each", () => {
  const text = "# Refund\n## 1. Look\n- at: all of it\n- quietly\n## Step 2: Think\nTwice.";
  const { meta, nodes } = readOutline(text, []);
  expect(meta).toEqual({ name: "Refund" });
  expect(nodes.map(({ data }) => data)).toEqual([
    { step: "Look", instruction: "- quietly", criteria: { at: "all of it" } },
    { step: "Think", instruction: "Twice." },
  ]);
  const sections = "## 1. Purpose\nWhy.\n## 2. Steps\n1. Look\n2. Think";
  expect(told(readOutline(sections, []))).toEqual(["Look", "Think", "Look → Think"]);
});

test("[U70] a title ends at a colon, at the end of its bold letters, or, in a long line, with the first sentence", () => {
  const long = `Take the report from wherever it came and make one issue of it. Keep the reporter's words.`;
  const text = `1. Look: at it, all of it\n2. **Think** well\n3. ${long}\n4. Visit https://example.org at 12:30`;
  expect(readOutline(text, []).nodes.map(({ data }) => data)).toEqual([
    { step: "Look", instruction: "at it, all of it" },
    { step: "Think", instruction: "well" },
    {
      step: "Take the report from wherever it came and make one issue of it",
      instruction: "Keep the reporter's words.",
    },
    { step: "Visit https://example.org at 12:30", instruction: "" },
  ]);
});

test("[U70] below a step stand more of its instruction and criteria, indented or not, and tools", () => {
  const node: BareNode = {
    type: "step",
    data: {
      step: "Look",
      instruction: "at it\nand around\n\n- twice",
      criteria: { seen: "all of it", bold: "too" },
      tool_suggestions: [
        { name: "lens", when: "it is small" },
        { name: "ns:map", when: "" },
      ],
    },
  };
  for (const by of ["", "   ", "\t"]) {
    const lines = [
      "1. Look: at it",
      "and around",
      "",
      "- twice",
      "- seen: all of it",
      "- **bold**: too",
      "! lens: it is small",
      "! ns:map",
    ];
    const text = lines
      .map((line, i) => (i === 0 || line === "" ? line : (line.startsWith("!") ? " " : by) + line))
      .join("\n");
    expect(readOutline(text, [])).toEqual({ meta: {}, nodes: [node], links: [], problems: [] });
  }
});

test("[U70] a condition has branches with minutes, what to do and where to; an action that names a step leads there", () => {
  const { nodes, links, problems } = readOutline(
    `1. Check: it
   ?
     = complete: could be tried now
     - yes (1 h): Fix
     - no (within 30 minutes): write to them -> Ask
     - odd -> 3
     never
     - late: wait -> (end)
2. Ask
   -> Check
3. Fix`,
    [],
  );
  expect(nodes[1]).toEqual({
    type: "condition",
    data: {
      field: "Check",
      criteria: { complete: "could be tried now" },
      conditions: {
        yes: { action: "Fix", sla_min: 60 },
        no: { action: "write to them", sla_min: 30 },
        odd: { action: "Fix" },
        late: { action: "wait" },
      },
    },
  });
  expect(links).toEqual([
    { source: 0, target: 1 },
    { source: 1, target: 3, sourceHandle: "yes" },
    { source: 1, target: 2, sourceHandle: "no" },
    { source: 1, target: 3, sourceHandle: "odd" },
    { source: 2, target: 0 },
  ]);
  expect(problems).toEqual([
    { line: 7, text: "“never” is no branch. One begins with a dash: “- yes: what to do”." },
  ]);
});

test("[U70] bullets that lead to known steps are branches, also where nobody wrote that something is decided", () => {
  const text =
    "1. **Is it urgent?**\n- yes -> Call\n- no: File -> Close -> end\n2. Call\n-> end\n3. Mail\n- as in: File -> Open";
  const { nodes, links, problems } = readOutline(text, []);
  expect(problems).toEqual([]);
  expect(nodes[1]).toEqual({
    type: "condition",
    data: {
      field: "Is it urgent?",
      conditions: { yes: { action: "Call" }, no: { action: "File -> Close" } },
    },
  });
  expect(nodes[3]?.data).toEqual({
    step: "Mail",
    instruction: "",
    criteria: { "as in": "File -> Open" },
  });
  expect(links).toEqual([
    { source: 0, target: 1 },
    { source: 1, target: 2, sourceHandle: "yes" },
  ]);
});

test("[U70] a decision with branches that lead nowhere goes on with the next step; what is said to end, ends", () => {
  expect(told(readOutline("1. A\n? ok\n- yes: go on\n2. B\n-> (end)\n3. C", []))).toEqual([
    "A",
    "ok",
    "B",
    "C",
    "A → ok",
    "ok → B",
  ]);
});

test("[U70] connections between any two, also of the canvas, have lines of their own", () => {
  const { nodes, links, problems } = readOutline(
    "Look -> assign severity -> Think\nMissing -> Look\nLook\nThink\nCopy -> Paste",
    THERE,
  );
  expect(nodes.map(nameOf)).toEqual(["Look", "Think", "Copy -> Paste"]);
  expect(links).toEqual([
    { source: 0, target: "s1" },
    { source: "s1", target: 1 },
    { source: 1, target: 2 },
  ]);
  expect(problems).toEqual([{ line: 2, text: "There is no step called “Missing”: nothing is connected." }]);
});

test("[U70] titles may be of what is on the canvas; a step that is there already is added all the same, and told", () => {
  const { links, problems } = readOutline(
    "1. Look\n   -> Assign severity\n2. Think\n   -> ? assign severity.\n3. Assign severity",
    THERE.slice(0, 2),
  );
  expect(links).toEqual([
    { source: 0, target: 2 },
    { source: 1, target: "c1" },
  ]);
  expect(problems).toEqual([
    { line: 5, text: "“Assign severity” is on the canvas already: this adds another." },
  ]);
});

test("[U70] a branch on the canvas that names a step of the text, and leads nowhere yet, leads to it", () => {
  const branches = { yes: { action: "Look" }, no: { action: " Think " }, maybe: { action: "" } };
  const condition = {
    id: "c",
    type: "condition",
    position: { x: 0, y: 0 },
    data: { field: "ok", conditions: branches },
  };
  const edge = { id: "e", source: "c", target: "c", sourceHandle: "yes" };
  const there = nodesThere({ nodes: [condition as Node], edges: [edge] });
  expect(there).toEqual([
    { id: "c", type: "condition", title: "ok", open: [{ branch: "no", action: " Think " }] },
  ]);
  expect(readOutline("1. Look\n2. Think", there).links).toEqual([
    { source: "c", target: 1, sourceHandle: "no" },
    { source: 0, target: 1 },
  ]);
});

test("[U70] what stands before the first step is about the SOP; tools stand at the edge with their input", () => {
  const { meta, nodes, problems } = readOutline(
    `# Bug triage
Domain: software
Tags: engineering, "triage"
From report
to decision.

1. Look

! lens: it is small
   input: {"zoom": 3}
   -> 1
! map
   input: {zoom}`,
    [],
  );
  expect(meta).toEqual({
    name: "Bug triage",
    domain: "software",
    tags: ["engineering", '"triage"'],
    description: "From report\nto decision.",
  });
  expect(nodes.slice(1).map(({ data }) => data)).toEqual([
    { name: "lens", when: "it is small", input_template: { zoom: 3 } },
    { name: "map", when: "" },
  ]);
  expect(problems.map(({ line }) => line)).toEqual([13]);
});

/** Titles, then who leads to whom. */
function told({ nodes, links }: Outline): string[] {
  const name = (end: number | string) => {
    const node = typeof end === "number" ? nodes[end] : undefined;
    return node === undefined ? String(end) : nameOf(node);
  };
  return [...nodes.map(nameOf), ...links.map(({ source, target }) => `${name(source)} → ${name(target)}`)];
}
