import type { SopRecord } from "#registry/storage/storage.ts";
import type { Envelope, Naming, Role } from "#schemas/protocol/document.ts";
import type { Encoded } from "./types.ts";

/** What can change about an envelope beside its version. */
export type EnvelopeChange = Partial<Pick<SopRecord, "visibility" | "status" | "approved" | "updated_at">>;

/** The envelope of a SOP for a caller with this role; times as ISO 8601 in UTC. */
export function toEnvelope(record: SopRecord, role: Role): Envelope {
  const { id, version, head, org_id, visibility, created_by, status } = record;
  const times = { created_at: isoTime(record.created_at), updated_at: isoTime(record.updated_at) };
  const envelope: Envelope = { id, version, head, org_id, visibility, created_by, status, ...times, role };
  if (record.approved) envelope.approved = { ...record.approved, at: isoTime(record.approved.at) };
  return envelope;
}

/** A SOP as lists tell of it: its envelope with `name` and `domain`, no graph. */
export function toListItem(record: SopRecord, role: Role) {
  return { ...toEnvelope(record, role), name: record.name, domain: record.domain };
}

/** A whole SOP as JSON text; the graph's text goes in as it is. */
export function encodeSop(record: SopRecord, role: Role, graphText: string): string {
  return `${JSON.stringify(toEnvelope(record, role)).slice(0, -1)},"graph":${graphText}}`;
}

/** The `sop` message: the envelope's changed fields. */
export function encodeEnvelopeChange({ approved, updated_at, ...change }: EnvelopeChange): Encoded {
  const message = {
    type: "sop",
    ...change,
    ...(approved && { approved: { ...approved, at: isoTime(approved.at) } }),
    ...(updated_at !== undefined && { updated_at: isoTime(updated_at) }),
  };
  return { type: "sop", text: JSON.stringify(message) };
}

/** What happened beside the envelope: a version was named or unnamed; a link was made or taken back (when, ms). */
export type BesideNews = { readonly named: Naming } | { readonly links: number };

/** The `sop` message that tells of it. */
export function encodeNews(news: BesideNews): Encoded {
  return { type: "sop", text: JSON.stringify({ type: "sop", ...news }) };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
