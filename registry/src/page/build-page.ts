import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { bundlePage, bundleWorker } from "./bundle.ts";
import { ENDINGS } from "./page-file.ts";

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/** Of 11: the last two make the files 7 % smaller and take 25 times as long, which somebody waits for. */
const BROTLI_QUALITY = 9;
/** Smaller files fit into one packet anyway. */
const PACKED_BYTES = 1_000;

/** Builds the studio of the project at `root` into `folder`, which is there whole or not at all. */
export async function buildPage(root: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const parts = await mkdtemp(`${folder}.`);
  try {
    const page = await bundlePage(root);
    const files = [...page, ...(await bundleWorker(root, page))];
    await Promise.all(files.map(({ path, bytes }) => pack(join(parts, path), bytes)));
    await rename(parts, folder).catch((error: NodeJS.ErrnoException) => {
      // Somebody else built the same at the same time.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(parts, { recursive: true, force: true });
  }
}

async function pack(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  if (bytes.length < PACKED_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const [asGzip, asBrotli] = await Promise.all([toGzip(bytes, { level: 9 }), toBrotli(bytes, { params })]);
  await writeFile(path + ENDINGS.gzip, asGzip);
  await writeFile(path + ENDINGS.br, asBrotli);
}
