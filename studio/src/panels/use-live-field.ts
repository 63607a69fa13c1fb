import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useEditor } from "../editor/editor-context.tsx";
import { onLeaving } from "../hooks/on-leaving.ts";
import type { SopClient } from "../sync/types.ts";
import { useTyping } from "../together/use-typing.ts";
import { createLiveField, type FieldState, type LiveField, type Meaning } from "./live-field.ts";

/** What a field writes in. */
export interface FieldPlace {
  /** The place now, as a pointer. */
  readonly path: string;
  /** What the field is known by while its path changes, as long as it is shown; default: the path. */
  readonly name?: string;
  /** The node that it belongs to, which others see me type in; null: the SOP itself. */
  readonly node: string | null;
}

/** A place's field, and what it knows. */
export interface UsedField extends FieldState {
  /** At each input. */
  readonly write: (text: string, meaning: Meaning) => void;
  /** When the field is left. */
  readonly leave: () => void;
  readonly forget: () => void;
  readonly dismiss: () => void;
}

/** The field of a place; what it could not send outlives the component. */
export function useLiveField({ path, node, name = path }: FieldPlace): UsedField {
  const { sop } = useEditor();
  const field = useMemo(() => fieldOf(sop, name), [sop, name]);
  const state = useSyncExternalStore(field.subscribe, field.read);
  const tellTyping = useTyping();
  const isLasting = name === path;
  useEffect(() => hold(sop, name, field, isLasting), [sop, name, field, isLasting]);
  useEffect(() => {
    const controller = new AbortController();
    onLeaving(() => field.rest(), controller.signal);
    return () => controller.abort();
  }, [field]);
  return {
    ...state,
    write(text, meaning) {
      field.write(text, path, meaning);
      tellTyping(node);
    },
    leave() {
      field.rest();
      tellTyping(null);
    },
    forget: () => field.forget(),
    dismiss: () => field.dismiss(),
  };
}

const known = new WeakMap<SopClient, Map<string, LiveField>>();

function fieldOf(sop: SopClient, name: string): LiveField {
  const there = known.get(sop)?.get(name);
  return there ?? createLiveField({ sop, after });
}

/** Keeps a field for as long as it is shown; one that lasts, beyond that while it holds what nobody else has. */
function hold(sop: SopClient, name: string, field: LiveField, isLasting: boolean): () => void {
  const fields = known.get(sop) ?? new Map<string, LiveField>();
  known.set(sop, fields);
  fields.set(name, field);
  return () => {
    field.rest();
    const { draft, meanwhile } = field.read();
    if (!isLasting || (draft === null && meanwhile === null)) fields.delete(name);
  };
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
