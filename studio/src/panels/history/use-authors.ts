import { useEffect, useMemo, useState } from "react";
import { useEditor, useLive } from "../../editor/editor-context.tsx";
import { historyCalls } from "./history-calls.ts";
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

/** Tells who an agent is: by who is here, by what the registry says of absent ones, else by the agent's id. */
export function useAuthors(): (agent: string) => Author {
  const { identity } = useEditor();
  const faces = useFaces();
  const absent = useAbsentNames();
  return useMemo(() => {
    return (agent) => {
      const here = faces.get(agent);
      const isMe = agent === identity.agent;
      const name = here?.name ?? absent.get(agent) ?? (isMe ? identity.name : agent);
      return { agent, name, color: here?.color ?? ABSENT, isMe };
    };
  }, [faces, absent, identity]);
}

const NOBODY: ReadonlyMap<string, string> = new Map();

/** The names of who is not here: to owners those of all members, to others of whom the activity tells. */
function useAbsentNames(): ReadonlyMap<string, string> {
  const { api, sop } = useEditor();
  const role = useLive("role");
  const [names, setNames] = useState(NOBODY);
  useEffect(() => {
    if (role === null) return;
    let isOver = false;
    const read = async () => {
      const calls = historyCalls(api, sop.sop);
      const told = role === "owner" ? await calls.memberNames() : await calls.authorNames();
      if (!isOver) setNames(told);
    };
    // Without their names people are called by their ids.
    read().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [api, sop, role]);
  return names;
}
