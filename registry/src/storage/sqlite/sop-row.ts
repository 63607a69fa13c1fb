import type { SopRecord } from "../storage.ts";
import type { sops } from "./schema.ts";

/** The columns of an approval: all three, or none. */
export function approvalColumns(approved: SopRecord["approved"]) {
  return {
    approved_version: approved?.version ?? null,
    approved_by: approved?.by ?? null,
    approved_at: approved?.at ?? null,
  };
}

/** A row of `sops` from an envelope. */
export function recordToRow(sop: SopRecord): typeof sops.$inferInsert {
  const { approved, ...rest } = sop;
  return { ...rest, ...approvalColumns(approved), name_folded: foldCase(sop.name) };
}

/** An envelope from a row of `sops`. */
export function rowToRecord(row: typeof sops.$inferSelect): SopRecord {
  const { approved_version: version, approved_by: by, approved_at: at } = row;
  return {
    id: row.id,
    org_id: row.org_id,
    visibility: row.visibility,
    created_by: row.created_by,
    status: row.status,
    approved: version === null || by === null || at === null ? null : { version, by, at },
    created_at: row.created_at,
    updated_at: row.updated_at,
    deleted_at: row.deleted_at,
    version: row.version,
    head: row.head,
    name: row.name,
    domain: row.domain,
  };
}

/** A text as searches compare it: in one case, and in one of the forms that Unicode has for a letter. */
export function foldCase(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
