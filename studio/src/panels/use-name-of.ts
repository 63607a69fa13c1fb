import { useLive } from "../editor/editor-context.tsx";

/** Gives what to call who did something: the name of who is here, else the agent's id. */
export function useNameOf(): (by: { readonly agent: string; readonly peer?: string }) => string {
  const peers = useLive("peers");
  return ({ agent, peer }) => {
    const known = peers.find((one) => one.peer === peer) ?? peers.find((one) => one.agent === agent);
    return known?.name ?? agent;
  };
}
