import { Bot } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import { useEditor } from "../editor/editor-context.tsx";
import { inkOn } from "../ui/ink-on.ts";
import { glideElement } from "./glide-element.ts";
import type { Pointer } from "./use-pointers.ts";

/** Where one other points: an arrow in their colour, with name and agent id. */
export const Cursor = memo(function Cursor({ pointer }: { readonly pointer: Pointer }) {
  const { peer, agent, name, color, isAgent } = pointer;
  const { sop } = useEditor();
  const element = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (element.current === null) return;
    return glideElement(element.current, sop, peer);
  }, [sop, peer]);

  return (
    <div
      ref={element}
      data-cursor={agent}
      className="absolute top-0 left-0 origin-top-left will-change-transform"
    >
      <svg width="18" height="20" viewBox="0 0 18 20" className="drop-shadow-sm">
        <path
          d="M2 2l13.2 7.1-6 1.5-2.9 5.6z"
          fill={color}
          stroke="#ffffff"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
      </svg>
      <span
        className="absolute top-4 left-3.5 flex items-center gap-1 rounded-lg rounded-tl-sm px-2 py-0.5 text-xs leading-4 font-medium whitespace-nowrap shadow-raised"
        style={{ background: color, color: inkOn(color) }}
      >
        {isAgent && <Bot className="size-3.5" />}
        <span className="max-w-48 truncate font-semibold">{name}</span>
        {name !== agent && <span className="max-w-32 truncate text-[11px] font-normal">{agent}</span>}
      </span>
    </div>
  );
});
