import { z } from "zod";
import { Count, Moment, YesNo } from "./http.ts";
import { By, OpResult, PatchEvent } from "./server-message.ts";

const Version = z.number().int().min(0);
const Time = z.iso.datetime();
const Label = z.string().trim().min(1).max(200);

/** `GET /v1/sop/:id/versions`; `named`: those alone that were named or approved. */
export const VersionsQuery = z.object({
  named: YesNo.default(false),
  limit: Count.pipe(z.number().min(1).max(500)).default(100),
  /** `next_cursor` of the page before: the version below which this one begins. */
  cursor: Count.optional(),
});

/** `POST …/versions`: names a version, by default the newest. */
export const NameBody = z.object({ label: Label, version: Version.optional() });

/** `PUT …/versions/:version`. */
export const RenameBody = z.object({ label: Label });

/** `PUT` and `DELETE …/versions/:version`. */
export const VersionParams = z.object({ id: z.string(), version: Count });

/** `GET …/diff`; `to`: by default the newest version. */
export const DiffQuery = z.object({ from: Count, to: Count.optional() });

/** `POST …/restore`; `force`: over others' locks. */
export const RestoreBody = z.object({ version: Version, force: z.boolean().default(false) });

/** `POST …/revert`: what the agent did after this version, or at or after this time. */
export const RevertBody = z.object({
  agent: z.string().min(1).max(300),
  since: z.union([Version, Moment.transform((ms) => ({ ms }))]),
  dry_run: z.boolean().default(false),
  force: z.boolean().default(false),
});

/** `POST …/approve`. */
export const ApproveBody = z.object({ version: Version });

/** A version that can be read. `agent` is absent where its row left the log before it had a name. */
export const VersionItem = z.object({
  version: Version,
  agent: z.string().optional(),
  at: Time,
  label: z.string().optional(),
  approved: z.object({ by: z.string(), at: Time }).optional(),
});
export type VersionItem = z.infer<typeof VersionItem>;

/** `GET …/versions`: the newest first. */
export const VersionPage = z.object({ items: z.array(VersionItem), next_cursor: z.string().optional() });
export type VersionPage = z.infer<typeof VersionPage>;

const Json = z.json();
const Place = z.object({ path: z.string(), before: Json.optional(), after: Json.optional() });
const Entity = z.record(z.string(), Json);
const MapDifference = z.object({
  added: z.array(Entity),
  removed: z.array(Entity),
  changed: z.array(z.object({ id: z.string(), before: Entity, after: Entity, places: z.array(Place) })),
});

/** `GET …/diff`. */
export const DiffAnswer = z.object({
  from: Version,
  to: Version,
  nodes: MapDifference.extend({ moved: z.array(z.object({ id: z.string(), from: Json, to: Json })) }),
  edges: MapDifference,
  meta: z.array(Place),
});
export type DiffAnswer = z.infer<typeof DiffAnswer>;

/** `POST …/restore`: the version that it took, or the newest where nothing was left to do. */
export const RestoreAnswer = z.object({
  version: Version,
  ops: PatchEvent.shape.ops,
  outcomes: z.array(OpResult),
});
export type RestoreAnswer = z.infer<typeof RestoreAnswer>;

/** `POST …/revert`. */
export const RevertAnswer = z.object({
  /** The version that it took, or the newest where nothing was left to do; null: a dry run. */
  version: Version.nullable(),
  ops: PatchEvent.shape.ops,
  /** Versions of which something was taken back, newest first. */
  undone: z.array(z.object({ version: Version })),
  /** Places left as they are: others wrote there since, or the end of an edge is gone. */
  skipped: z.array(
    z.object({ path: z.string(), reason: z.enum(["changed_since", "end_gone"]), by: By.optional() }),
  ),
});
export type RevertAnswer = z.infer<typeof RevertAnswer>;
