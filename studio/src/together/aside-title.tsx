import type { Aside, SopClient } from "../sync/types.ts";
import { asideTitle } from "./aside-words.ts";
import { useRecalled } from "./use-recalled.ts";

/** What became of what, with names as soon as they are known. */
export function AsideTitle({ sop, aside }: { readonly sop: SopClient; readonly aside: Aside }) {
  useRecalled(sop);
  return asideTitle(sop, aside);
}
