import { createStore } from "zustand";
import type { GraphView } from "#schemas/change/types.ts";

/** What is selected on the canvas. */
export interface Selection {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** What the panel at the side shows. */
export type SidePanel = "properties" | "history" | "asides" | "problems";

/** How an element of an old version differs from the present one. */
export type Mark = "added" | "removed" | "changed" | "moved";

/** An old version on the canvas, read-only, with what has changed since. */
export interface Visit {
  readonly version: number;
  readonly title: string;
  readonly graph: GraphView;
  readonly marks: ReadonlyMap<string, Mark>;
}

/** Where the canvas is to go: to these nodes, or to a place that somebody else looks at. */
export type Focus =
  | { readonly kind: "nodes"; readonly nodes: readonly string[] }
  | { readonly kind: "viewport"; readonly x: number; readonly y: number; readonly zoom: number }
  | { readonly kind: "all" };

/** What the parts of the editor share beside the SOP: none of it ever leaves this tab. */
export interface EditorState {
  readonly selection: Selection;
  readonly panel: SidePanel | null;
  /** The peer whose view is followed. */
  readonly following: string | null;
  readonly visit: Visit | null;
  /** Null once the canvas went there. */
  readonly focus: Focus | null;
  readonly dialog: "share" | "shortcuts" | "export" | null;
  readonly select: (selection: Selection) => void;
  readonly openPanel: (panel: SidePanel | null) => void;
  readonly follow: (peer: string | null) => void;
  readonly visitVersion: (visit: Visit | null) => void;
  readonly goTo: (focus: Focus | null) => void;
  readonly openDialog: (dialog: EditorState["dialog"]) => void;
}

/** The state of one editor, with nothing selected. */
export function createEditorState() {
  return createStore<EditorState>((set) => ({
    selection: { nodes: [], edges: [] },
    panel: "properties",
    following: null,
    visit: null,
    focus: null,
    dialog: null,
    select: (selection) => set({ selection }),
    openPanel: (panel) => set({ panel }),
    follow: (following) => set({ following }),
    visitVersion: (visit) => set({ visit, selection: { nodes: [], edges: [] } }),
    goTo: (focus) => set({ focus }),
    openDialog: (dialog) => set({ dialog }),
  }));
}
