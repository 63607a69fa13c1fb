import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ENCODINGS, ENDINGS, type Encoding, type PageFile, type PageFiles } from "./page-file.ts";

/** Reads a built studio from its folder, into memory: a newer build may take the folder away. */
export async function readFiles(folder: string): Promise<PageFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const bytes = new Map(
    await Promise.all(paths.map(async (path) => [path, new Uint8Array(await readFile(path))] as const)),
  );
  const files = [...bytes].filter(([path]) => !isPacked(path));
  return new Map(
    files.map(([path, identity]) => {
      const bodies = Object.fromEntries(
        ENCODINGS.flatMap((encoding) => findBody(bytes, path, encoding)),
      ) as Partial<PageFile["bodies"]>;
      const file: PageFile = {
        type: Bun.file(path).type,
        tag: tagOf(identity),
        bodies: { ...bodies, identity },
      };
      return [path.slice(folder.length).replaceAll("\\", "/"), file];
    }),
  );
}

function isPacked(path: string): boolean {
  return path.endsWith(ENDINGS.br) || path.endsWith(ENDINGS.gzip);
}

function findBody(bytes: ReadonlyMap<string, Uint8Array>, path: string, encoding: Encoding) {
  const body = bytes.get(path + ENDINGS[encoding]);
  return body === undefined ? [] : [[encoding, body] as const];
}

function tagOf(bytes: Uint8Array): string {
  return Bun.hash(bytes).toString(36);
}
