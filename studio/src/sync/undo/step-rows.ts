import { z } from "zod";
import type { PlaceChange } from "#schemas/change/changes.ts";
import { weigh } from "#schemas/change/value.ts";
import type { Json } from "#schemas/json.ts";
import type { Row, Write } from "../store/store.ts";
import type { Place, Step } from "./step.ts";

/** The kind of the rows that keep the history. */
export const STEP_KIND = "step";

/** A step that is larger is kept in memory alone: it would be written again whenever somebody touches what it did. */
const MOST_ROW_BYTES = 1024 * 1024;

const Value = z.custom<Json>((value) => value !== undefined);
const PlaceRow = z.object({
  kind: z.enum(["node", "edge", "meta"]),
  id: z.string(),
  tokens: z.array(z.string()),
  before: Value.optional(),
  after: Value.optional(),
  touched: z.boolean(),
});
const StepRow = z.object({
  name: z.string(),
  side: z.enum(["undo", "redo"]),
  parts: z.array(z.object({ id: z.string(), committed: z.boolean(), places: z.array(PlaceRow) })),
});

/** What keeps a step as it is now; what takes its row away where it is too large for one. */
export function writeOf(step: Step): Write {
  const value: Json = {
    name: step.name,
    side: step.side,
    parts: step.parts.map(({ id, isCommitted, places }) => ({
      id,
      committed: isCommitted,
      places: places.map(placeRow),
    })),
  };
  if (weigh(value) > MOST_ROW_BYTES) return removalOf(step.number);
  return { put: { kind: STEP_KIND, key: keyOf(step.number), value } };
}

/** What takes the row of the step of this number away. */
export function removalOf(number: number): Write {
  return { remove: { kind: STEP_KIND, key: keyOf(number) } };
}

/** The step of a row; null where the row is none that this version can read. */
export function stepOf({ key, value }: Row): Step | null {
  const row = StepRow.safeParse(value);
  if (!row.success) return null;
  const step: Step = { number: Number(key), name: row.data.name, side: row.data.side, parts: [] };
  for (const { id, committed, places } of row.data.parts) {
    step.parts.push({ id, isCommitted: committed, places: places.map((place) => placeOf(step, place)) });
  }
  return step;
}

/** Keys sort as numbers do. */
function keyOf(number: number): string {
  return String(number).padStart(15, "0");
}

function placeRow({ ref, tokens, before, after, isTouched }: Place): Json {
  return {
    kind: ref.kind,
    id: ref.id,
    tokens: [...tokens],
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    touched: isTouched,
  };
}

function placeOf(step: Step, row: z.infer<typeof PlaceRow>): Place {
  const change: PlaceChange = {
    ref: { kind: row.kind, id: row.id },
    tokens: row.tokens,
    before: row.before,
    after: row.after,
  };
  return { ...change, step, isTouched: row.touched };
}
