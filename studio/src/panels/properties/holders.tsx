import { useEditor, useLive } from "../../editor/editor-context.tsx";
import { agentOf } from "#schemas/ids.ts";
import { CompanyNote } from "./company-note.tsx";

/** Who else works on some of the selected nodes: those stay as they are. */
export function Holders({ nodes }: { readonly nodes: readonly string[] }) {
  const { identity } = useEditor();
  const locks = useLive("locks");
  const peers = useLive("peers");
  const names = new Set(nodes.flatMap((node) => locks.get(node) ?? []));
  const holders = [...names].flatMap((name) =>
    agentOf(name) === identity.agent ? [] : (peers.find(({ peer }) => peer === name) ?? []),
  );
  return holders.map((holder) => {
    const count = nodes.filter((node) => locks.get(node) === holder.peer).length;
    return <CompanyNote key={holder.peer} holder={holder} typing={null} count={count} />;
  });
}
