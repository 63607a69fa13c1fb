import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a built studio is made of; the packages are told by the lock. */
const SOURCES = [
  "studio/**/*",
  "schemas/**/*.{ts,json}",
  "registry/src/page/**/*",
  "bun.lock",
  "tsconfig.json",
];

/** Names the content of everything that the studio is built from: equal sources, equal page. */
export async function hashSources(root: string): Promise<string> {
  const paths = SOURCES.flatMap((glob) => [...new Bun.Glob(glob).scanSync(root)]).toSorted();
  const texts = await Promise.all(paths.map((path) => readFile(join(root, path))));
  const hash = new Bun.CryptoHasher("sha256").update(Bun.version);
  for (const [i, text] of texts.entries()) hash.update(`\0${paths[i]}\0`).update(text);
  return hash.digest("hex").slice(0, 16);
}
