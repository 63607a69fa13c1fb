import { toNode, type Draft, type DraftBranch, type Tell } from "./draft.ts";
import { createNames } from "./names.ts";
import { nameOf, type BareNode, type End, type Link, type There } from "./outline.ts";
import { readText } from "./odd-text.ts";
import type { Parts } from "./read-nodes.ts";
import type { WrittenWay } from "./read-way.ts";
import { nextOf } from "./sequence.ts";
import { short } from "./take-detail.ts";

/** The nodes of a text and what connects them, where its lines say so and where they say nothing. */
export function settleLinks(
  { drafts, chains }: Parts,
  there: readonly There[],
  tell: Tell,
): { readonly nodes: BareNode[]; readonly links: Link[] } {
  const names = createNames(drafts.map(toNamed), there);
  const links = createLinks();
  /** Nodes of which it is said what follows. */
  const told = new Set<End>();
  const indexOf = new Map(drafts.map((draft, i) => [draft, i]));
  const titleOf = titlesOf(drafts, there);

  const find = (way: WrittenWay, line: number): End | null => {
    if (way.to === null) return null;
    const found = names.find(way.to);
    if (found === null && isEnd(way.to)) return null;
    if (found?.isOneOfMany === true)
      tell(
        line,
        `More than one is called “${short(readText(way.to))}”: the first is meant. A number tells which.`,
      );
    if (found === null)
      tell(line, `There is no step called “${short(readText(way.to))}”: it is not connected.`);
    return found?.end ?? null;
  };

  const lead = (source: End, way: WrittenWay, line: number): End | null => {
    told.add(source);
    const target = find(way, line);
    if (target !== null) links.add(source, target, way);
    return target;
  };

  /** Ties a branch; what it does. */
  const leadBranch = (source: End, { key, action, way, line }: DraftBranch): string => {
    if (way === null) {
      const target = names.findStep(action ?? "");
      if (target === null) return action ?? "";
      told.add(source);
      links.add(source, target, { branch: key });
      return action ?? "";
    }
    const target = lead(source, { branch: key, ...way }, line);
    if (target !== null) return action ?? titleOf(target);
    if (way.to === null || isEnd(way.to)) return action ?? "";
    // What was no name may have been meant as it stands.
    return action === null || action === "" ? readText(way.to) : `${action} -> ${way.to}`;
  };

  const nodes = drafts.map((draft, i) => {
    if (draft.type === "condition" && draft.step !== null) {
      const step = indexOf.get(draft.step) ?? i;
      told.add(step);
      links.add(step, i, {});
    }
    for (const way of draft.ways) lead(i, way, way.line);
    return toNode(draft, (branch) => leadBranch(i, branch));
  });
  for (const { line, names } of chains) {
    const ends = names.map((name) => find({ to: name }, line));
    for (const [i, source] of ends.entries()) {
      const target = ends[i + 1];
      if (source === null || target === null || target === undefined) continue;
      told.add(source);
      links.add(source, target, {});
    }
  }
  // A branch of the canvas that names a step before it is there leads to it as soon as it is.
  for (const { id, open = [] } of there) {
    for (const { branch, action } of open) {
      const target = names.findStep(action);
      if (typeof target === "number") links.add(id, target, { branch });
    }
  }
  for (const [i, next] of nextOf(drafts)) if (!told.has(i)) links.add(i, next, {});
  tellTwins(drafts, there, tell);
  return { nodes, links: links.all };
}

/** As people say it; where a step is called so, that is meant. */
function isEnd(to: string): boolean {
  return /^\(?end\)?\.?$/i.test(to);
}

function toNamed(draft: Draft) {
  return { type: draft.type, name: titleOfDraft(draft), number: draft.number };
}

function titleOfDraft(draft: Draft): string {
  return nameOf(toNode(draft, () => ""));
}

function titlesOf(drafts: readonly Draft[], there: readonly There[]): (end: End) => string {
  const titleById = new Map(there.map(({ id, title }) => [id, title]));
  return (end) => {
    const draft = typeof end === "number" ? drafts[end] : undefined;
    return draft === undefined ? (titleById.get(String(end)) ?? "") : titleOfDraft(draft);
  };
}

/** Connections, each once. */
function createLinks() {
  const all: Link[] = [];
  const made = new Set<string>();
  return {
    all,
    add(source: End, target: End, { branch, into, label }: Partial<WrittenWay>): void {
      const link: Link = {
        source,
        target,
        ...(branch !== undefined && { sourceHandle: branch }),
        ...(into !== undefined && { targetHandle: into }),
        ...(label !== undefined && { label }),
      };
      const key = JSON.stringify(link);
      if (!made.has(key)) all.push(link);
      made.add(key);
    },
  };
}

/** Steps that are on the canvas already may have been meant, but a text only adds. */
function tellTwins(drafts: readonly Draft[], there: readonly There[], tell: Tell): void {
  const titles = new Set(there.filter(({ type }) => type === "step").map(({ title }) => title.trim()));
  const twins = drafts.filter((draft) => draft.type === "step" && titles.has(draft.title.trim()));
  const [first] = twins;
  if (first === undefined) return;
  const title = `“${short(titleOfDraft(first))}”`;
  const rest = twins.length - 1;
  tell(
    first.line,
    rest === 0
      ? `${title} is on the canvas already: this adds another.`
      : `${title} and ${rest} more are on the canvas already: this adds them again.`,
  );
}
