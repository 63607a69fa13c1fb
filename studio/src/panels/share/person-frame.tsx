import type { ReactNode } from "react";
import { Avatar } from "../../ui/avatar.tsx";
import { useVisitors } from "./use-visitors.ts";

interface PersonFrameProps {
  readonly agent: string;
  readonly name: string;
  readonly isMe: boolean;
  readonly isGuest?: boolean;
  /** What can be done, or what their role is. */
  readonly children: ReactNode;
}

/** Of those who are not here nobody has a colour. */
const AWAY = "#5b6472";

/** Somebody in a list of people. */
export function PersonFrame({ agent, name, isMe, isGuest = false, children }: PersonFrameProps) {
  const peer = useVisitors().find((other) => other.agent === agent);
  const notes = [...(isGuest ? ["guest"] : []), ...(peer !== undefined && !isMe ? ["here now"] : [])];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Avatar name={name} color={peer?.color ?? AWAY} size={32} />
      <div className="min-w-32 flex-1">
        <p className="truncate font-medium">
          {name}
          {isMe && <span className="font-normal text-ink-faint"> (you)</span>}
        </p>
        <p className="text-xs wrap-anywhere text-ink-faint">{[agent, ...notes].join(" · ")}</p>
      </div>
      <div className="flex items-center gap-1">{children}</div>
    </li>
  );
}
