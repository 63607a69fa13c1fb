import { expect, test } from "bun:test";
import fc from "fast-check";
import type { There } from "#studio/canvas/outline/outline.ts";
import { MOST_CHARS, readOutline } from "#studio/canvas/outline/read-outline.ts";
import { volume } from "#tests/support/runs.ts";
import { anyText } from "./graphs.ts";

const THERE: readonly There[] = [
  { id: "s1", type: "step", title: "Assign severity" },
  { id: "c1", type: "condition", title: "Assign severity" },
];

test("[U70] what cannot be read is told by its line", () => {
  for (const [text, line, words] of [
    ["1. A\n   -> Nowhere", 2, "There is no step called “Nowhere”: it is not connected."],
    ["1. A\n2. A\n3. B\n-> A", 4, "More than one is called “A”: the first is meant. A number tells which."],
    ["1. A\n   - x: 1\n   - x: 2", 3, "There is already one called “x”: this one is left out."],
    ["1. A\n   = __proto__: 1", 2, "“__proto__” cannot be used as a name."],
    ["-> A\n1. A", 1, "There is no step above that this could belong to."],
    ["1. A\n# Later", 2, "The heading “Later” is left out."],
    ["! t\n   input: []", 2, "What stands after “input:” has to be a JSON object on one line."],
    ['! t\n   input: {"__proto__":1}', 2, "The input is left out: a key that is refused anywhere."],
    ["! t\n   = a: b", 2, "A tool has no criteria."],
    [`# ${"x".repeat(201)}\n1. A`, 1, "The name of the SOP is too long: it is left out."],
    ["x".repeat(MOST_CHARS + 1), 1, "This is too long to be read: more than 2,000,000 characters."],
  ] as const)
    expect(readOutline(text, []).problems).toContainEqual({ line, text: words });
});

test("[U70] what is told of a line is told once", () => {
  const { problems } = readOutline("A\nA\nB\nA -> B -> A", []);
  expect(problems.filter(({ line }) => line === 4)).toHaveLength(1);
});

test("[U70] whatever the text, it is read: ends are there, lines are of the text, keys are allowed", () => {
  const anyLines = fc.array(
    fc.tuple(fc.constantFrom("", "   ", "\t", "1. ", "- ", "? ", "-> ", "   - "), anyText),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(anyLines, (parts) => {
      const text = parts.map(([begin, rest]) => begin + rest).join("\n");
      const { nodes, links, problems } = readOutline(text, THERE);
      const ends = new Set<unknown>([...nodes.keys(), ...THERE.map(({ id }) => id)]);
      for (const { source, target } of links) expect(ends.has(source) && ends.has(target)).toBe(true);
      const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).length;
      for (const { line } of problems) expect(line).toBeWithin(1, lines + 1);
    }),
    volume(500, 50_000),
  );
});

test("[U70] a long text of one sign is read as fast as any other", () => {
  for (const sign of [
    "[label: ",
    " -> ",
    "(",
    ": ",
    "**",
    "#",
    "a ",
    '\\"',
    "[",
    "]",
    "- ",
    "\n- ",
    "\n\t",
    "? \n",
  ]) {
    const text = `1. A\n${sign.repeat(20_000)}`;
    expect(readOutline(text, THERE).nodes.length).toBeGreaterThan(0);
  }
});
