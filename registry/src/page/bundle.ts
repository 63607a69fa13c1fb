import { join } from "node:path";
import { adoptStyles } from "./adopt-styles.ts";

/** A file that came out of a bundling: its path in the studio's folder, and what is in it. */
export interface Bundled {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A chunk of the studio that is smaller than this is not worth a request of its own. */
const CHUNK_BYTES = 16_384;

const SHARED = {
  target: "browser",
  minify: true,
  define: { "process.env.NODE_ENV": '"production"' },
  jsx: { runtime: "automatic", development: false },
} as const;

/** Bundles the page of the project at `root`, with everything it loads. */
export async function bundlePage(root: string): Promise<Bundled[]> {
  // Native code that only a build needs, and a registry that is one executable does not have.
  const { default: tailwind } = await import("bun-plugin-tailwind");
  return bundle({
    ...SHARED,
    entrypoints: [join(root, "studio/index.html")],
    splitting: true,
    minChunkSize: CHUNK_BYTES,
    // Pages lie at several depths.
    publicPath: "/",
    naming: {
      entry: "[name].[ext]",
      chunk: "assets/[name]-[hash].[ext]",
      asset: "assets/[name]-[hash].[ext]",
    },
    plugins: [tailwind, adoptStyles],
  });
}

/** Bundles the worker that keeps these files in the browser. */
export async function bundleWorker(root: string, files: readonly Bundled[]): Promise<Bundled[]> {
  const hashed = files.map(({ path }) => `/${path}`).filter((path) => path.startsWith("/assets/"));
  const name = files.reduce((hash, { bytes }) => Bun.hash(bytes, hash), 0n).toString(36);
  const define = { BUILT_FILES: JSON.stringify(hashed), BUILT_NAME: JSON.stringify(name) };
  return bundle({
    ...SHARED,
    entrypoints: [join(root, "studio/src/offline/worker.ts")],
    naming: "[name].[ext]",
    define: { ...SHARED.define, ...define },
  });
}

async function bundle(config: Bun.BuildConfig): Promise<Bundled[]> {
  const { outputs } = await Bun.build(config);
  return Promise.all(
    outputs.map(async (file) => ({
      path: file.path.replaceAll("\\", "/").replace(/^\.?\//, ""),
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}
