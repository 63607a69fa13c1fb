import { z } from "zod";
import type { AddOperation, Operation, RemoveOperation, ReplaceOperation } from "fast-json-patch";
import type { Json } from "../json.ts";

const value = z.custom<Json>((v) => v !== undefined, { message: "value is missing" });
const path = z.string();
const from = z.string();

/** One RFC 6902 operation as a client sends it. Members that the RFC does not know are ignored. */
export const PatchOp = z.discriminatedUnion("op", [
  z.object({ op: z.literal("add"), path, value }),
  z.object({ op: z.literal("remove"), path }),
  z.object({ op: z.literal("replace"), path, value }),
  z.object({ op: z.literal("move"), from, path }),
  z.object({ op: z.literal("copy"), from, path }),
  z.object({ op: z.literal("test"), path, value }),
]);
export type PatchOp = z.infer<typeof PatchOp> & Operation;

export type OpKind = PatchOp["op"];

/** What a commit tells the world: plain RFC 6902, applying strictly to the version before. */
export type Effect = AddOperation<Json> | RemoveOperation | ReplaceOperation<Json>;
