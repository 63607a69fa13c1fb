import { readBullet } from "./lines.ts";
import { readText } from "./odd-text.ts";
import { readMinutes } from "./minutes.ts";
import { cutAtArrow, readWay, type WrittenWay } from "./read-way.ts";

/** What a line below the title of a node says of it. */
export type Detail =
  | Plain
  | Maybe
  | { readonly kind: "way"; readonly way: WrittenWay }
  | { readonly kind: "condition"; readonly field: string | null }
  | { readonly kind: "tool"; readonly name: string; readonly when: string }
  | { readonly kind: "empty"; readonly what: "criteria" | "tools" | "branches" }
  | Branch
  | { readonly kind: "input"; readonly text: string };

type Plain =
  | { readonly kind: "criterion"; readonly key: string; readonly text: string }
  | { readonly kind: "text"; readonly text: string };

/** "- no -> Title" right below a step: a branch, where `to` is known, of a condition that was not written down. */
interface Maybe {
  readonly kind: "maybe";
  readonly branch: Branch;
  readonly to: string;
  readonly plain: Plain;
}

/** A way out of a condition; `action` null: it is what its target is called. */
export interface Branch {
  readonly kind: "branch";
  readonly key: string;
  readonly minutes?: number;
  readonly action: string | null;
  readonly way: WrittenWay | null;
}

/** Reads a line below the title of a step, a condition or a tool. */
export function readDetail(text: string, below: "step" | "condition" | "tool"): Detail {
  const way = readWay(text);
  if (way !== null) return { kind: "way", way };
  const bullet = readBullet(text);
  const sign = readSign(bullet ?? text);
  if (sign !== null) return sign;
  const empty = EMPTY.exec(text)?.[1];
  if (empty !== undefined) return { kind: "empty", what: empty as "criteria" };
  switch (below) {
    case "step": {
      const pair = bullet === null ? null : readPair(bullet);
      const plain: Plain =
        pair === null ? { kind: "text", text } : { kind: "criterion", key: pair.key, text: pair.value };
      const branch = bullet === null ? null : readBranch(bullet, text);
      return branch?.way?.to == null ? plain : { kind: "maybe", branch, to: branch.way.to, plain };
    }
    case "condition":
      return readBranch(bullet, text) ?? { kind: "text", text };
    case "tool":
      return text.startsWith(INPUT)
        ? { kind: "input", text: text.slice(INPUT.length) }
        : { kind: "text", text };
  }
}

const EMPTY = /^(criteria|tools|branches): none$/;
const INPUT = "input:";

/** "? field", "! tool: when", "= key: criterion": nodes may begin with the first two without being indented. */
export function readSign(text: string): Detail | null {
  const sign = text[0];
  if (text.length > 1 && text[1]?.trim() !== "") return null;
  const rest = text.slice(1).trim();
  if (sign === "?") return { kind: "condition", field: rest === "" ? null : readText(rest) };
  if (sign !== "!" && sign !== "=") return null;
  const { key, value } = readPair(rest) ?? { key: readText(rest), value: "" };
  return sign === "!" ? { kind: "tool", name: key, when: value } : { kind: "criterion", key, text: value };
}

/** "key: value", cut at the first colon that a space or nothing follows, or at a wide one; null: there is none. */
export function readPair(text: string): { readonly key: string; readonly value: string } | null {
  const match = /^(.+?)(?::(?=\s|$)|：)\s*(.*)$/s.exec(text);
  if (match === null) return null;
  return { key: readText(unbold(match[1] ?? "")), value: readText(match[2] ?? "") };
}

function unbold(text: string): string {
  return /^\*\*([^*]+)\*\*$/.exec(text.trim())?.[1] ?? text;
}

/** "yes (60 min): action -> Title"; a line without bullet, colon and arrow is none. */
function readBranch(bullet: string | null, text: string): Branch | null {
  const cut = cutAtArrow(bullet ?? text);
  const before = cut?.before ?? bullet ?? text;
  const pair = readPair(before);
  if (bullet === null && cut === null && pair === null) return null;
  const { name, minutes } = readMinutes(cutKey(before));
  const action = pair?.value ?? (cut?.way.to == null ? "" : null);
  return {
    kind: "branch",
    key: readText(unbold(name)),
    ...(minutes !== null && { minutes }),
    action,
    way: cut?.way ?? null,
  };
}

/** The part before the colon, as it is written. */
function cutKey(text: string): string {
  return /^(.+?):(?:\s+.*)?$/s.exec(text)?.[1] ?? text;
}
