import { createContext, useContext, useMemo, type ReactNode } from "react";
import { useStore } from "zustand";
import { createApi, type Api } from "../app/api.ts";
import type { Identity } from "../app/identity.ts";
import { useSopPart } from "../hooks/use-sop-part.ts";
import type { SopSnapshot } from "../hooks/sop-snapshots.ts";
import type { SopClient } from "../sync/types.ts";
import { createEditorState, type EditorState } from "./editor-state.ts";

/** What every part of an editor works with. */
export interface Editor {
  readonly sop: SopClient;
  readonly identity: Identity;
  /** Calls beside the live connection: members, invites, history. */
  readonly api: Api;
  readonly state: ReturnType<typeof createEditorState>;
}

const EditorContext = createContext<Editor | null>(null);

/** Gives the parts below one SOP to edit. */
export function EditorProvider({
  sop,
  identity,
  children,
}: Pick<Editor, "sop" | "identity"> & { readonly children: ReactNode }) {
  const editor = useMemo(
    () => ({ sop, identity, api: createApi(identity.key), state: createEditorState() }),
    [sop, identity],
  );
  return <EditorContext value={editor}>{children}</EditorContext>;
}

/** The editor that this component is part of. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error("not inside an EditorProvider");
  return editor;
}

/** Something of the editor's own state. */
export function useEditorState<T>(select: (state: EditorState) => T): T {
  return useStore(useEditor().state, select);
}

/** A part of the editor's SOP; see `useSopPart`. */
export function useLive<K extends keyof SopSnapshot>(part: K): SopSnapshot[K] {
  return useSopPart(useEditor().sop, part);
}

/** Whether edits are possible here and now: the role allows them, and no old version is being looked at. */
export function useCanEdit(): boolean {
  const role = useLive("role");
  const visit = useEditorState(({ visit }) => visit);
  return role !== null && role !== "viewer" && visit === null;
}
