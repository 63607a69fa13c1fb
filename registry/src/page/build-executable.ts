import { join } from "node:path";
import type { BunPlugin } from "bun";

/** Makes one executable of the registry at `root`, with its migrations and the studio that was built into `studio`. */
export async function buildExecutable(root: string, studio: string, outfile: string): Promise<void> {
  await Bun.build({
    entrypoints: [join(root, "registry/src/index.ts")],
    target: "bun",
    // What lies in the folder that it is started in is not its own.
    compile: { outfile, assets: [studio], autoloadBunfig: false, autoloadTsconfig: false },
    // It is for builds, which an executable does none of.
    external: ["bun-plugin-tailwind"],
    plugins: [withoutSources],
  });
}

/** The page of the server's live mode, which has no sources to bundle here. */
const withoutSources: BunPlugin = {
  name: "without-sources",
  setup(build) {
    build.onLoad({ filter: /[\\/]studio[\\/]index\.html$/ }, () => ({
      contents: "export default false;",
      loader: "js",
    }));
  },
};
