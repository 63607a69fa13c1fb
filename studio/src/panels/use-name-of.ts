import { useEditor, useLive } from "../editor/editor-context.tsx";
import { knownName } from "../together/known-names.ts";
import { useRecalled } from "../together/use-recalled.ts";

/** Gives what to call who did something: the name of who is here, else the agent's id. */
export function useNameOf(): (by: { readonly agent: string; readonly peer?: string }) => string {
  const { sop } = useEditor();
  const peers = useLive("peers");
  useRecalled(sop);
  return ({ agent, peer }) => {
    const known = peers.find((one) => one.peer === peer) ?? peers.find((one) => one.agent === agent);
    return known?.name ?? knownName(sop, agent) ?? agent;
  };
}
