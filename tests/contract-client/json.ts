/** Any JSON value, as this client reads and writes it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An op of a JSON patch as a client sends it; `Json` members, so that a test can also send what is wrong. */
export type Op = Readonly<Record<string, Json>>;

/** A node as the contract's section 1 has it. */
export type Node = {
  id: string;
  type: string;
  position: { x: number; y: number };
  data: Record<string, Json>;
};

/** An edge as the contract's section 1 has it. */
export type Edge = { id: string; source: string; target: string; sourceHandle?: string; label?: string };

/** The part of a SOP that patches change. */
export type Graph = {
  name: string;
  domain: string;
  description?: string;
  tags?: string[];
  nodes: Record<string, Node>;
  edges: Record<string, Edge>;
};

/** A SOP: the envelope around its graph. */
export type Sop = {
  id: string;
  version: number;
  head: string;
  org_id: string;
  visibility: string;
  created_by: string;
  status: string;
  created_at: string;
  updated_at: string;
  role: string;
  graph: Graph;
};

/** A deep copy of a JSON value. */
export function copyOf<T>(value: T): T {
  return structuredClone(value);
}
