import type { LineParts } from "./line.ts";

/** The query of a connection: who comes, and what they have already. */
export function placeQuery(
  { client, point }: Pick<LineParts, "client" | "point">,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    client,
    side: point?.hasUnanswered === true ? "whole" : "brief",
    ...more,
  });
  if (point !== null) {
    query.set("since", `${point.version}`);
    query.set("head", point.head);
    query.set("shortest", "true");
  }
  return query.toString();
}
