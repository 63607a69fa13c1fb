import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Glob } from "bun";

/** A file of the project: its path from the root, its text, and what it imports or re-exports from. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Specifiers as written, types too. */
  readonly imports: readonly string[];
}

const ROOT = join(import.meta.dir, "../..");
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;

/** The project's files that match a glob, in order of path. */
export function sourceFiles(glob: string): SourceFile[] {
  const paths = [...new Glob(glob).scanSync({ cwd: ROOT })].filter((path) => !path.includes("node_modules"));
  return paths.toSorted().map((path) => {
    const text = readFileSync(join(ROOT, path), "utf8");
    return { path, text, imports: importsOf(text) };
  });
}

/** Every import of these files that `isWrong` says is wrong, as "file → import". */
export function wrongImports(
  files: readonly SourceFile[],
  isWrong: (target: string, file: SourceFile) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((specifier) => isWrong(resolveImport(file.path, specifier), file))
      .map((specifier) => `${file.path} → ${specifier}`),
  );
}

/** A file's text without comments, as far as a scan for words needs it. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "");
}

function importsOf(text: string): string[] {
  return [...withoutComments(text).matchAll(IMPORT)].flatMap(([, a, b, c]) => a ?? b ?? c ?? []);
}

/** A specifier as a path from the project's root ("schemas/src/json.ts"), or as it is where it names a package. */
function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith(".")) return join(from, "..", specifier);
  return specifier.replace(/^#(schemas|registry|studio)\//, "$1/src/").replace(/^#tests\//, "tests/");
}
