import { expect, test } from "bun:test";
import { sourceFiles, withoutComments } from "./source-files.ts";

/** A string that starts with one or more rules is the name of a test: `test("[T4] …")`. */
const CITATION = /["'`]((?:\[[A-Z]+\d+\] ?)+)/g;

test("every rule of SPEC.md is cited by a test", () => {
  const cited = new Set(citations().map(({ rule }) => rule));
  expect(rules().filter((rule) => !cited.has(rule))).toEqual([]);
});

test("no test cites a rule that is not in SPEC.md", () => {
  const known = new Set(rules());
  const unknown = citations().filter(({ rule }) => !known.has(rule));
  expect(unknown.map(({ rule, path }) => `${path} cites ${rule}`)).toEqual([]);
});

test("a rule's number is given once", () => {
  const seen = rules();
  expect(seen.length).toBeGreaterThan(70);
  expect(seen.filter((rule, i) => seen.indexOf(rule) !== i)).toEqual([]);
});

interface Citation {
  readonly rule: string;
  readonly path: string;
}

function rules(): string[] {
  const [spec] = sourceFiles("schemas/SPEC.md");
  return [...(spec?.text ?? "").matchAll(/^- \*\*([A-Z]+\d+)\*\*/gm)].map(([, rule]) => rule ?? "");
}

function citations(): Citation[] {
  const files = [...sourceFiles("tests/**/*.test.ts"), ...sourceFiles("tests/contracts/**/*.ts")];
  const inNames = files.flatMap(({ path, text }) =>
    [...withoutComments(text).matchAll(CITATION)].flatMap(([, names = ""]) =>
      cite(path, names.match(/[A-Z]+\d+/g) ?? []),
    ),
  );
  return [...inNames, ...goldenCitations()];
}

/** The golden tests are named from their data. */
function goldenCitations(): Citation[] {
  return sourceFiles("tests/golden/scenarios.json").flatMap(({ path, text }) =>
    (JSON.parse(text) as { rules: string[] }[]).flatMap(({ rules }) => cite(path, rules)),
  );
}

function cite(path: string, rules: readonly string[]): Citation[] {
  return rules.map((rule) => ({ rule, path }));
}
