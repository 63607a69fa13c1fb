import { useEffect, useMemo, useState } from "react";
import type { Member } from "#schemas/protocol/sharing.ts";
import { useEditor, useLive } from "../../editor/editor-context.tsx";
import { useFaces } from "./use-faces.ts";

/** Somebody who did something once. */
export interface Author {
  readonly agent: string;
  readonly name: string;
  readonly color: string;
  readonly isMe: boolean;
}

/** Of whoever is not here now: their colour is given as they come. */
const ABSENT = "#56657a";

/** Tells who an agent is: by who is here, by the members where I may see them, else by the agent's id. */
export function useAuthors(): (agent: string) => Author {
  const { identity } = useEditor();
  const faces = useFaces();
  const members = useMemberNames();
  return useMemo(() => {
    return (agent) => {
      const here = faces.get(agent);
      const isMe = agent === identity.agent;
      const name = here?.name ?? members.get(agent) ?? (isMe ? identity.name : agent);
      return { agent, name, color: here?.color ?? ABSENT, isMe };
    };
  }, [faces, members, identity]);
}

const NOBODY: ReadonlyMap<string, string> = new Map();

/** The names of members who are not here; only owners may read them. */
function useMemberNames(): ReadonlyMap<string, string> {
  const { api, sop } = useEditor();
  const isOwner = useLive("role") === "owner";
  const [names, setNames] = useState(NOBODY);
  useEffect(() => {
    if (!isOwner) return;
    let isOver = false;
    const read = async () => {
      const path = `/v1/sop/${encodeURIComponent(sop.sop)}/members`;
      const { items } = await api.get<{ readonly items: readonly Member[] }>(path);
      if (!isOver) setNames(new Map(items.map(({ agent_id, name }) => [agent_id, name])));
    };
    // Without their names people are called by their ids.
    read().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [api, sop, isOwner]);
  return names;
}
