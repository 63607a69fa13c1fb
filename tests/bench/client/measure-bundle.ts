import { fileURLToPath } from "node:url";

/** What a page loads for the sync client. */
export type BundleFigures = {
  bytes: number;
  gzipBytes: number;
  /** Bytes by package, the largest first; "" is the client itself with what it shares with the registry. */
  packages: [name: string, bytes: number][];
};

const ENTRY = fileURLToPath(import.meta.resolve("#studio/sync/open-sop.ts"));

/** Bundles the client as a page would have it. Throws where it holds something that no browser has. */
export async function measureBundle(): Promise<BundleFigures> {
  const { outputs, metafile } = await Bun.build({
    entrypoints: [ENTRY],
    target: "browser",
    minify: true,
    metafile: true,
  });
  const [script] = outputs;
  const made = Object.values(metafile?.outputs ?? {})[0];
  if (script === undefined || made === undefined || outputs.length > 1) throw new Error("not one script");
  if (made.imports.length > 0) throw new Error(`it imports ${made.imports.map(({ path }) => path).join()}`);
  const packages = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(made.inputs)) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? "";
    packages.set(name, (packages.get(name) ?? 0) + bytesInOutput);
  }
  return {
    bytes: script.size,
    gzipBytes: Bun.gzipSync(new Uint8Array(await script.arrayBuffer())).length,
    packages: [...packages].sort(([, a], [, b]) => b - a),
  };
}
