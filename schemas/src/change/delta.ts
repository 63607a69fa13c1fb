/** What a commit changed beside the graph, as JSON; only delta-codec.ts knows its inside. */
export interface Delta {
  readonly n?: Readonly<Record<string, unknown>>;
  readonly e?: Readonly<Record<string, unknown>>;
  readonly m?: unknown;
  /** Compactions since the version before, each as `compactState` takes it: what changed is told against what they left. */
  readonly c?: readonly (readonly [horizonVersion: number, buriedBefore: number])[];
}
