import type { Finding } from "#schemas/lint/finding.ts";

/** Findings by the nodes that they are about. */
export type FindingsByNode = ReadonlyMap<string, readonly Finding[]>;

/** Nothing to say. */
export const NO_FINDINGS: readonly Finding[] = [];

/**
 * U37: findings by node. A node of which the same is said as `before` gets the very same list, so that it is not drawn
 * again.
 */
export function indexFindings(findings: readonly Finding[], before: FindingsByNode): FindingsByNode {
  const lists = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const node of finding.nodes) {
      const list = lists.get(node);
      if (list === undefined) lists.set(node, [finding]);
      else list.push(finding);
    }
  }
  return new Map([...lists].map(([node, list]) => [node, keepSame(before.get(node), list)]));
}

/** The list from before where it says the same. */
export function keepSame(
  before: readonly Finding[] | undefined,
  now: readonly Finding[],
): readonly Finding[] {
  const isSame =
    before?.length === now.length && now.every((finding, i) => isSameFinding(finding, before[i]));
  return isSame ? before : now;
}

function isSameFinding(one: Finding, other: Finding | undefined): boolean {
  return (
    one.rule === other?.rule &&
    one.severity === other.severity &&
    one.message === other.message &&
    isSameList(one.nodes, other.nodes) &&
    isSameList(one.edges ?? [], other.edges ?? [])
  );
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, i) => id === other[i]);
}

/** How many there are of each severity. */
export function countFindings(findings: readonly Finding[]): Readonly<Record<Finding["severity"], number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** What one is called, and several. */
export const SEVERITY_WORDS = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  info: ["note", "notes"],
} as const;
