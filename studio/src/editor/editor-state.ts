import { createStore } from "zustand";
import type { GraphView } from "#schemas/change/types.ts";
import type { GraphDifference } from "#schemas/history/diff-graphs.ts";

/** What is selected on the canvas. */
export interface Selection {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** What the panel at the side shows. */
export type SidePanel = "properties" | "history" | "asides" | "problems";

/** How an element of an old version differs from the version that it is compared with. */
export type Mark = "added" | "removed" | "changed" | "moved";

/** An old version on the canvas, read-only, compared with the SOP as it is now or with an earlier version. */
export interface Visit {
  readonly version: number;
  /** Its name, or "Version 12". */
  readonly title: string;
  /** The agent that made it, and when (ms); null: no longer known. */
  readonly by: string | null;
  readonly at: number | null;
  /** The version as it was. */
  readonly own: GraphView;
  /** The earlier version that it is compared with; null: the SOP as it is now. */
  readonly against: number | null;
  readonly difference: GraphDifference;
  /** What is drawn: the version, and what is only in the other one. */
  readonly graph: GraphView;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly edgeMarks: ReadonlyMap<string, Mark>;
  /** Nodes that are only in the other one. */
  readonly ghosts: ReadonlySet<string>;
}

/** Where the canvas is to go: to these nodes, or to a place that somebody else looks at. */
type Focus =
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
  readonly dialog: "share" | "shortcuts" | "export" | "outline" | null;
  /** What is being written as text; stays while its window is closed. */
  readonly outlineDraft: string;
  readonly select: (selection: Selection) => void;
  readonly openPanel: (panel: SidePanel | null) => void;
  readonly follow: (peer: string | null) => void;
  readonly visitVersion: (visit: Visit | null) => void;
  readonly goTo: (focus: Focus | null) => void;
  readonly openDialog: (dialog: EditorState["dialog"]) => void;
  readonly writeOutline: (text: string) => void;
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
    outlineDraft: "",
    select: (selection) => set({ selection }),
    openPanel: (panel) => set({ panel }),
    follow: (following) => set({ following }),
    visitVersion: (visit) => set({ visit, selection: { nodes: [], edges: [] } }),
    goTo: (focus) => set({ focus }),
    openDialog: (dialog) => set({ dialog }),
    writeOutline: (outlineDraft) => set({ outlineDraft }),
  }));
}
