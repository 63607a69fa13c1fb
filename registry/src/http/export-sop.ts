import { Hono } from "hono";
import { toEnvelope } from "#registry/room/encode-sop.ts";
import { UnitRest } from "#schemas/convert/expert-sop.ts";
import { graphToUnit } from "#schemas/convert/graph-to-unit.ts";
import { makeRest } from "#schemas/convert/make-rest.ts";
import { graphToMermaid } from "#schemas/convert/mermaid.ts";
import { graphToSkillMd, skillName } from "#schemas/convert/skill-md.ts";
import { Graph } from "#schemas/graph/graph.ts";
import type { Envelope } from "#schemas/protocol/document.ts";
import { ExportQuery, type ExportFormat } from "#schemas/protocol/http.ts";
import { openRoom, type CallDeps } from "./calls.ts";
import type { Env } from "./env.ts";
import { etagOf, isNoneMatch } from "./etag.ts";
import { findVersion } from "./find-version.ts";
import { requireSop } from "./require-sop.ts";
import { validated } from "./validated.ts";

/** `GET /sop/:id/export?format=[&version=n]`: a SOP to take away, as it is or was, as a file. */
export function exportSopRoutes(deps: CallDeps): Hono<Env> {
  const open = [
    deps.requireKey("GET /v1/sop/:id/export"),
    requireSop(deps, "GET /v1/sop/:id/export"),
    validated("query", ExportQuery),
  ] as const;
  return new Hono<Env>().get("/:id/export", ...open, async (c) => {
    const { format, version } = c.req.valid("query");
    const room = await openRoom(c, deps);
    if (room instanceof Response) return room;
    const now = await room.read();
    const then = await findVersion(deps.storage.log, now, version ?? now.record.version);
    if (then instanceof Response) return then;
    const { head, graphText } = then;
    const record = { ...now.record, version: version ?? now.record.version, head };
    const etag = etagOf(record);
    if (isNoneMatch(c.req.header("if-none-match"), etag)) return c.body(null, 304, { etag });
    const graph: Graph = JSON.parse(graphText);
    const envelope = asOf(toEnvelope(record, c.get("role")), now.record.version);
    const kept = format === "expert-sop" ? await deps.storage.sops.unitRest(record.id) : null;
    const file = FORMATS[format];
    const slug = skillName(graph, envelope);
    const fileName = file.fileName(version === undefined ? slug : `${slug}-version-${version}`);
    return new Response(file.write(graph, envelope, kept), {
      headers: {
        etag,
        "content-type": file.mediaType,
        // The name is of a–z, 0–9 and "-": nothing to quote, nothing to leave the header by.
        "content-disposition": `attachment; filename="${fileName}"`,
      },
    });
  });
}

/** An older version was approved, or is a draft, whatever the newest one is. */
function asOf(envelope: Envelope, newest: number): Envelope {
  const { version, approved } = envelope;
  if (version === newest) return envelope;
  return { ...envelope, status: approved?.version === version ? "approved" : "draft" };
}

interface Format {
  readonly mediaType: string;
  fileName(slug: string): string;
  /** `kept`: the JSON text that was kept beside the graph; null where it never was a unit. */
  write(graph: Graph, envelope: Envelope, kept: string | null): string;
}

const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  "expert-sop": {
    mediaType: "application/json",
    fileName: (slug) => `${slug}.sop.json`,
    write(graph, envelope, kept) {
      const rest = kept === null ? makeRest(envelope, graph.domain) : UnitRest.parse(JSON.parse(kept));
      return `${JSON.stringify(graphToUnit(graph, rest), null, 2)}\n`;
    },
  },
  "skill-md": {
    mediaType: "text/markdown; charset=utf-8",
    // The format's own name for it: a skill is a folder with this file.
    fileName: () => "SKILL.md",
    write: graphToSkillMd,
  },
  mermaid: {
    mediaType: "text/vnd.mermaid; charset=utf-8",
    fileName: (slug) => `${slug}.mmd`,
    write: graphToMermaid,
  },
};
