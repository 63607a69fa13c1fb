import type { By } from "#schemas/protocol/server-message.ts";
import type { ErrorCode, NoticeCode, OpCode, PatchCode } from "#schemas/protocol/codes.ts";

/** Codes of the client's own: why something was set aside without, or beyond, the registry's word. */
type OwnCode =
  | "too_big"
  | "ended_sockets"
  | "confirm_removal"
  | "access_lost"
  | "sop_deleted"
  | "other_agent"
  | "forgotten"
  | "part_forgotten"
  | "place_lost"
  | "rolled_back";

type AsideCode = OpCode | PatchCode | ErrorCode | NoticeCode | OwnCode;

/** For the author: what happened, and where there is something to do, what. `{by}`: who is the cause. */
const WORDS: Record<AsideCode, string> = {
  deleted: "It was removed by {by}.",
  dangling_edge: "The node at one end was removed by {by}.",
  duplicate_id: "{by} added something under this id first.",
  node_locked: "{by} is editing this node.",
  path_not_found: "There is nothing at this place any more.",
  container_gone: "What it is part of was removed by {by}.",
  stale_endpoint: "{by} moved this end of the edge meanwhile.",
  element_deleted: "The list's item was removed by {by}.",
  list_replaced: "The whole list was replaced by {by}.",
  frame_lost: "An edit of this list before it was refused, so its place is not known.",
  invalid: "It would not be a valid SOP with this.",
  invalid_id: "This id cannot be used.",
  limit: "It is larger than a SOP may be.",
  test_failed: "A value that it was meant for is another one by now.",
  atomic_abort: "A part of it was refused, so none of it was made.",
  base_lost: "It was made on a version that is not kept any more.",
  malformed: "The registry could not read it.",
  forbidden: "You may not edit this SOP at present.",
  too_old: "It was made too long ago to be merged by itself. Please look at it and try it again.",
  base_ahead: "It was made on a version that the registry does not have.",
  id_reused: "Its name was used for another edit.",
  storage: "The registry could not store it.",
  edge_rejected: "{by} removed a node at its end without having seen it.",
  retarget_rejected: "{by} removed the node that it was to lead to without having seen it.",
  discarded: "{by} removed it without having seen your edit.",
  overwritten: "{by} replaced what it was part of without having seen your edit.",
  handle_void: "{by} moved this end of the edge without having seen your edit.",
  too_big: "It is too large to be sent, and cannot be divided.",
  ended_sockets: "The connection ended three times when it was sent, so it waits here.",
  confirm_removal: "You removed this a while ago, and others have changed it since. Remove it all the same?",
  access_lost: "You have no access to this SOP any more. What you had not sent is kept here.",
  sop_deleted: "This SOP was deleted. What you had not sent is kept here.",
  rolled_back: "The registry went back to an older version. This was saved, and is not there any more.",
  forgotten: "It was not taken when it was sent, more than a week ago; why is not known any more.",
  part_forgotten:
    "It was sent more than a week ago, and whether this part of it was taken is not known any more.",
  place_lost:
    "This browser lost the SOP that it had kept, and with it whether this was saved. Please look at it and try it again.",
  other_agent: "It was made under another name in this browser.",
};

/** The sentence that tells an author why something does not stand. */
export function wordsFor(code: string, by: By | null | undefined): string {
  const words = WORDS[code as AsideCode] ?? "It was refused.";
  return words.replace("{by}", by?.agent ?? "somebody");
}
