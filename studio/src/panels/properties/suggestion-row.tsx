import { ArrowDown, ArrowUp, GripVertical, Trash2 } from "lucide-react";
import { LiveText } from "../live-text.tsx";
import { ROW, ROW_CORNER } from "./row-look.ts";
import { SmallButton } from "./small-button.tsx";
import type { Suggestion } from "./suggestion-rows.tsx";

interface SuggestionRowProps {
  /** Stays while the list changes. */
  readonly id: number;
  readonly node: string;
  /** The list's place. */
  readonly list: string;
  readonly index: number;
  readonly count: number;
  readonly suggestion: Suggestion;
  readonly isReadOnly: boolean;
  readonly isDragged: boolean;
  readonly isDropPlace: boolean;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onDrag: (isOn: boolean) => void;
  readonly onDrop: () => void;
}

/** One suggested tool: its name, and when to use it. */
export function SuggestionRow(props: SuggestionRowProps) {
  const { id, node, list, index, count, suggestion, isReadOnly, isDragged, isDropPlace } = props;
  const number = index + 1;
  return (
    <li
      className={`${ROW} ${isDropPlace ? "border-dashed border-accent!" : ""} ${isDragged ? "opacity-50" : ""}`}
      onDragOver={isDropPlace ? (event) => event.preventDefault() : undefined}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop();
      }}
    >
      {!isReadOnly && (
        <div className={ROW_CORNER}>
          {count > 1 && (
            <>
              <span
                aria-hidden
                draggable
                className="grid size-7 cursor-grab place-items-center text-ink-faint"
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move";
                  event.dataTransfer.setData("text/plain", suggestion.name);
                  props.onDrag(true);
                }}
                onDragEnd={() => props.onDrag(false)}
              >
                <GripVertical className="size-4" />
              </span>
              <SmallButton
                label={`Move tool ${number} up`}
                Icon={ArrowUp}
                isDisabled={index === 0}
                onClick={() => props.onMove(index - 1)}
              />
              <SmallButton
                label={`Move tool ${number} down`}
                Icon={ArrowDown}
                isDisabled={number === count}
                onClick={() => props.onMove(index + 1)}
              />
            </>
          )}
          <SmallButton label={`Remove tool ${number}`} Icon={Trash2} onClick={props.onRemove} />
        </div>
      )}
      <LiveText
        label={`Tool ${number}`}
        path={`${list}/${index}/name`}
        name={`${list}#${id}/name`}
        node={node}
        shown={suggestion.name}
        isReadOnly={isReadOnly}
      />
      <LiveText
        label="When to use"
        labelEnd={`tool ${number}`}
        path={`${list}/${index}/when`}
        name={`${list}#${id}/when`}
        node={node}
        shown={suggestion.when}
        isReadOnly={isReadOnly}
        lines="wrapped"
      />
    </li>
  );
}
