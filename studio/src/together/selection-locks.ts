import { agentOf } from "#schemas/ids.ts";
import type { SopClient } from "../sync/types.ts";

/** Up to this many selected nodes are locked at once; a larger selection at its first edit. */
const MOST_LOCKED_AT_ONCE = 20;

/** As many as the registry takes in one request. */
const MOST_LOCKS = 200;

/** What is to be locked for a selection. `isEditing`: an edit of it has begun. */
export function nodesToLock(selection: readonly string[], isEditing: boolean): readonly string[] {
  return selection.length <= MOST_LOCKED_AT_ONCE || isEditing ? selection.slice(0, MOST_LOCKS) : [];
}

/** Keeps the locks where the selection is. */
export interface SelectionLocks {
  readonly select: (nodes: readonly string[]) => void;
  /** False: a viewer, or an old version is being looked at. What is held is released. */
  readonly setCanEdit: (canEdit: boolean) => void;
  /** These are being edited here, selected or not. */
  readonly edited: (nodes: ReadonlySet<string>) => void;
  /** Whoever has this tab does something in it: of my own tabs it is the one that holds. */
  readonly touched: () => void;
  /** Whoever holds these is here and at work: what was lost through silence is asked for again. */
  readonly awake: () => void;
  /** Locks came free, or nodes came to be. */
  readonly looked: () => void;
  readonly end: () => void;
}

type Locking = Pick<SopClient, "lock" | "locks" | "peer" | "view" | "status">;

/** A registry that goes on refusing what seems free is asked no more until there is a new reason. */
const MOST_TRIES = 5;

/** `denied` hears of selected nodes that another holds, once for each time they are selected. */
export function createSelectionLocks(
  sop: Locking,
  denied: (node: string, holder: string) => void,
): SelectionLocks {
  let selection: readonly string[] = [];
  let canEdit = false;
  let isEditing = false;
  /** Not selected, and held by my other tab: taken over for the edit that is on its way. */
  let borrowed: readonly string[] = [];
  let asked: readonly string[] = [];
  let questions = 0;
  /** Asked for and not granted, since it was another's or not there yet. */
  let missing: ReadonlySet<string> = new Set();
  let told = new Set<string>();
  let tries = 0;

  function follow(): void {
    const selected = nodesToLock(selection, isEditing);
    const wanted = canEdit ? [...new Set([...selected, ...borrowed])].slice(0, MOST_LOCKS) : [];
    if (wanted.length === 0 && asked.length === 0) return;
    if (wanted.length === asked.length && wanted.every((node, i) => node === asked[i])) return;
    void ask(wanted);
  }

  async function ask(wanted: readonly string[]): Promise<void> {
    asked = wanted;
    missing = new Set();
    for (const node of wanted) tell(node);
    questions += 1;
    const held = await sop.lock(wanted);
    questions -= 1;
    if (asked !== wanted) return;
    missing = new Set(wanted.filter((node) => !held.has(node)));
    for (const node of missing) tell(node);
    // A node that was made here a moment ago may have come to the registry after the question.
    look();
  }

  function tell(node: string): void {
    const holder = otherHolder(node);
    if (holder === null || told.has(node)) return;
    told.add(node);
    denied(node, holder);
  }

  function look(): void {
    const isFree = [...missing].some((node) => !sop.locks.has(node) && sop.view.nodes.has(node));
    if (!isFree || !isSettled() || tries >= MOST_TRIES) return;
    tries += 1;
    void ask(asked);
  }

  /** What was made here is at the registry. */
  function isSettled(): boolean {
    const { link, unkept, kept, sent } = sop.status;
    return link.kind === "open" && unkept + kept + sent === 0;
  }

  /** Held by another agent; one's own tabs take over from each other. */
  function otherHolder(node: string): string | null {
    const holder = sop.locks.get(node);
    return holder === undefined || isMine(holder) ? null : holder;
  }

  function isMine(holder: string): boolean {
    return agentOf(holder) === agentOf(sop.peer ?? "");
  }

  function isInOtherTab(node: string): boolean {
    const holder = sop.locks.get(node);
    return holder !== undefined && holder !== sop.peer && isMine(holder);
  }

  function touch(): void {
    // An answer that is on its way says whose they are.
    if (canEdit && questions === 0 && asked.some(isInOtherTab)) void ask(asked);
  }

  return {
    select(nodes) {
      if (nodes.length === selection.length && nodes.every((node, i) => node === selection[i])) return;
      selection = nodes;
      isEditing = false;
      tries = 0;
      told = new Set([...told].filter((node) => nodes.includes(node)));
      follow();
    },
    setCanEdit(can) {
      canEdit = can;
      follow();
    },
    edited(nodes) {
      isEditing ||= selection.some((node) => nodes.has(node));
      const more = [...nodes].filter((node) => isInOtherTab(node) && !asked.includes(node));
      borrowed = [...borrowed, ...more];
      follow();
      touch();
    },
    touched: touch,
    awake() {
      tries = 0;
      const isLost = asked.some((node) => !sop.locks.has(node) && sop.view.nodes.has(node));
      if (isLost && isSettled()) void ask(asked);
    },
    looked() {
      if (borrowed.length > 0 && isSettled()) {
        borrowed = [];
        follow();
      }
      // What my other tab took is wanted back as soon as it lets go.
      if (questions === 0) missing = new Set([...missing, ...asked.filter(isInOtherTab)]);
      look();
    },
    end() {
      selection = [];
      borrowed = [];
      follow();
    },
  };
}
