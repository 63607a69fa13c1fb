import fc from "fast-check";
import { BANNED_KEYS } from "#schemas/ids.ts";
import { ExpertSop } from "#schemas/convert/expert-sop.ts";

const NAMES = ["Intake", "Triage", "Fix", "Close", "", "#1", "toString"];

/** Names that steps share and actions mean, and others. */
const anyName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NAMES) },
  fc.string({ unit: "grapheme", maxLength: 8 }),
);

const anyKey = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 6 }),
    fc.constantFrom("P1", "valueOf", "0", "a.b/c~d", "name", "next", ""),
  )
  .filter((key) => !BANNED_KEYS.has(key));

const anyJson = fc.jsonValue({ maxDepth: 2 }).filter(isAllowed);

/** Members that the schema does not know, some under the names of our own. */
const extras = fc.dictionary(anyKey, anyJson, { maxKeys: 2 });

const anyNext = fc.oneof(
  fc.array(fc.oneof(anyName, fc.constantFrom("#0", "#1", "#9")), { maxLength: 3 }),
  anyJson,
);

const anyBranch = fc
  .record(
    {
      action: anyName,
      sla_min: fc.oneof(fc.nat(600), fc.double({ noNaN: true, noDefaultInfinity: true })),
      next: anyNext,
    },
    { requiredKeys: ["action"] },
  )
  .chain((branch) => extras.map((more) => ({ ...more, ...branch })));

const anySuggestion = fc
  .record({ name: anyName, when: anyName })
  .chain((suggestion) => extras.map((more) => ({ ...more, ...suggestion })));

const anyItem = fc
  .record(
    {
      step: anyName,
      instruction: fc.string({ unit: "grapheme", maxLength: 12 }),
      criteria: fc.dictionary(anyKey, anyName, { maxKeys: 3 }),
      conditions: fc.dictionary(anyKey, anyBranch, { maxKeys: 4 }),
      tool_suggestions: fc.array(anySuggestion, { maxLength: 3 }),
      next: anyNext,
    },
    { requiredKeys: ["step", "instruction"] },
  )
  .chain((item) => extras.map((more) => ({ ...more, ...item })));

/** Any valid unit, hostile names, keys and unknown members included; as JSON would bring it. */
export const anyUnit: fc.Arbitrary<ExpertSop> = fc
  .record(
    {
      "@context": fc.constantFrom("https://openknowledgepulse.org/schema/v1", ["a", { b: "c" }]),
      "@type": fc.constant("ExpertSOP" as const),
      id: fc.constant("kp:sop:0190f1de-0000-7000-8000-000000000000"),
      name: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
      domain: fc.string({ minLength: 1, maxLength: 20 }),
      description: fc.oneof(fc.string(), anyJson),
      tags: fc.oneof(fc.array(fc.string(), { maxLength: 3 }), anyJson),
      metadata: fc.dictionary(anyKey, anyJson, { maxKeys: 3 }),
      source: fc.record({
        type: fc.constant("human_expert"),
        credentials: fc.array(fc.string(), { maxLength: 2 }),
      }),
      validation: fc.record({ test_cases: fc.array(extras, { maxLength: 2 }) }),
      decision_tree: fc.array(anyItem, { maxLength: 12 }),
    },
    { requiredKeys: ["@type", "name", "domain", "decision_tree"] },
  )
  .chain((unit) => extras.map((more) => ({ ...more, ...unit })))
  .map((unit) => JSON.parse(JSON.stringify(unit)) as unknown)
  .filter((unit) => ExpertSop.safeParse(unit).success)
  .map((unit) => unit as ExpertSop);

function isAllowed(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, member]) => !BANNED_KEYS.has(key) && isAllowed(member));
}
